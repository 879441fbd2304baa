/** Asking a server over TCP whether it is there, before any client library is installed. */
import { connect } from 'node:net';

/** Sends `request`, if any, and resolves with the first answer, or undefined. */
export const ask = ({ host = '127.0.0.1', port, request, timeoutMs = 2_000 }) =>
  new Promise((resolve) => {
    const socket = connect({ host, port });
    const done = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(timeoutMs, () => done(undefined));
    socket.once('error', () => done(undefined));
    socket.once('close', () => done(undefined));
    socket.once('data', (bytes) => done(bytes.toString()));
    socket.once('connect', () => request && socket.write(request));
  });

/** True when a TCP connection can be made. */
export const isReachable = ({ host, port, timeoutMs = 3_000 }) =>
  new Promise((resolve) => {
    const socket = connect({ host, port });
    const done = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(timeoutMs, () => done(false));
    socket.once('error', () => done(false));
    socket.once('connect', () => done(true));
  });
