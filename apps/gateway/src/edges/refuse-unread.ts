import type { Duplex } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import { PROBLEM_TYPE, problemOf, type Fault } from '../http/problem.js';

const FAULTS: Readonly<Record<string, Fault>> = {
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    title: 'Request Timeout',
    detail: 'The request did not come to its end in time.',
  },
  HPE_HEADER_OVERFLOW: {
    status: 431,
    title: 'Request Header Fields Too Large',
    detail: 'The request line and the headers are too long together.',
  },
};
const MALFORMED: Fault = {
  status: 400,
  title: 'Bad Request',
  detail: 'What came is not an HTTP request.',
};

/** Tells why, and hangs up, when what came never got as far as being a request. */
export function refuseUnread(error: { readonly code?: string }, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const fault = FAULTS[error.code ?? ''] ?? MALFORMED;
  const body = JSON.stringify(problemOf(fault, '/', uuidv7()));
  socket.end(
    [
      `HTTP/1.1 ${fault.status} ${fault.title}`,
      `Content-Type: ${PROBLEM_TYPE}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
