import type { HttpServer } from '../http/request.js';
import { refuseUnread } from './refuse-unread.js';

const LATE = { code: 'ERR_HTTP_REQUEST_TIMEOUT' };

/**
 * Cuts off requests that take too long to arrive. The server's own limit knows no routes: a file over
 * a slow line may take as long as something of it comes.
 */
export function arriveInTime(server: HttpServer, timeoutMs: number): void {
  server.addHook('onRequest', ({ raw, routeOptions: { config } }, reply, done) => {
    const { takesFile, streamsTables } = config as { takesFile?: boolean; streamsTables?: boolean };
    const isUpload = takesFile ?? streamsTables ?? false;
    let heard = raw.socket.bytesRead;
    const late = (): void => {
      if (raw.complete || raw.destroyed) return;
      const comes = raw.socket.bytesRead > heard;
      heard = raw.socket.bytesRead;
      if (isUpload && comes && !reply.raw.writableEnded) {
        timer.refresh();
        return;
      }
      if (reply.raw.headersSent) {
        raw.destroy();
        return;
      }
      // Who reads the body learns of its end when the refusal is out.
      raw.socket.once('finish', () => raw.destroy());
      refuseUnread(LATE, raw.socket);
    };
    const timer = setTimeout(late, timeoutMs).unref();
    raw.once('end', () => clearTimeout(timer));
    done();
  });
}
