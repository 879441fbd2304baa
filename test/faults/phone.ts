import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A receiver of webhooks that keeps what it got by the id that repeats carry too. */
export class Phone {
  /** Every body that came under an id, in order. */
  readonly received = new Map<string, string[]>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Phone> {
    const server = createServer();
    const phone = new Phone(server);
    server.on('request', (request, response) => {
      let body = '';
      request.on('data', (text: Buffer) => (body += text.toString()));
      request.on('end', () => {
        const id = String(request.headers['webhook-id']);
        phone.received.set(id, [...(phone.received.get(id) ?? []), body]);
        response.writeHead(204).end();
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return phone;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
