import { request as overHttp, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as overHttps } from 'node:https';
import {
  checkedLookup,
  OutgoingRefused,
  readUrl,
  type Reach,
  type Resolve,
} from './destination.js';
import { imageTypeOf, type ImageType } from './image-type.js';

/** What to ask, and how much of an answer to take. */
export interface OutgoingRequest extends Reach {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** For everything: name, connection, answer. Default 5 s. */
  readonly timeoutMs?: number;
  /** Of the answer's body; 0 leaves it unread. Default 64 KiB. */
  readonly maxBytes?: number;
  /** Refuses an answer whose first bytes are not those of an image, whatever it calls itself. */
  readonly expect?: 'image';
  /** How names become addresses; the system's way when not given. */
  readonly resolve?: Resolve;
}

/** An answer that is no redirect; its status may still tell of a fault. */
export interface OutgoingAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Of the body, when an image was expected. */
  readonly imageType?: ImageType;
}

const TIMEOUT_MS = 5_000;
const MAX_BYTES = 64 * 1024;

/** The largest picture that is worth fetching. */
export const IMAGE_BYTES = 10 * 1024 * 1024;

async function readBody(answer: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (maxBytes === 0) {
    answer.destroy();
    return Buffer.alloc(0);
  }
  const tooLarge = new OutgoingRefused(`The answer is larger than ${maxBytes} bytes.`);
  if (Number(answer.headers['content-length'] ?? 0) > maxBytes) {
    answer.destroy();
    throw tooLarge;
  }
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    bytes += part.length;
    // Leaving the loop destroys the connection.
    if (bytes > maxBytes) throw tooLarge;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function send(url: URL, request: OutgoingRequest, options: object): Promise<IncomingMessage> {
  const { method = 'GET', headers, body } = request;
  const call = (url.protocol === 'https:' ? overHttps : overHttp)(url, {
    ...options,
    method,
    // A connection of its own: one that was opened under another reach must not be used again.
    agent: false,
    // Also where the environment says otherwise.
    rejectUnauthorized: true,
    headers: {
      'user-agent': 'millwright',
      'accept-encoding': 'identity',
      ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
      ...headers,
    },
  });
  return new Promise((resolve, reject) => {
    call.on('response', resolve);
    call.on('error', reject);
    // An answer of another protocol ends the connection without an error.
    call.on('close', () => reject(new OutgoingRefused('The connection ended without an answer.')));
    call.end(body);
  });
}

async function exchange(request: OutgoingRequest, url: URL, signal: AbortSignal) {
  const lookup = await checkedLookup(url, request, request.resolve);
  signal.throwIfAborted();
  const answer = await send(url, request, { lookup, signal });
  const status = answer.statusCode ?? 0;
  if (status >= 300 && status < 400) {
    answer.destroy();
    throw new OutgoingRefused(`The receiver answered ${status}; redirects are not followed.`);
  }
  const body = await readBody(answer, request.maxBytes ?? MAX_BYTES);
  const told: OutgoingAnswer = { status, headers: answer.headers, body };
  if (request.expect !== 'image' || status >= 300) return told;
  const imageType = imageTypeOf(body);
  if (!imageType) throw new OutgoingRefused('The answer is not an image.');
  return { ...told, imageType };
}

/**
 * Makes one request to a URL that somebody gave us. Only HTTPS to port 443 of public addresses,
 * unless `allowPrivate` says otherwise; no redirects, no proxies, one deadline for all of it.
 * Throws an OutgoingRefused, or the network's own error.
 */
export async function fetchSafely(
  text: string,
  request: OutgoingRequest = {},
): Promise<OutgoingAnswer> {
  const url = readUrl(text, request);
  const { timeoutMs = TIMEOUT_MS } = request;
  const signal = AbortSignal.timeout(timeoutMs);
  // A name server that does not answer cannot be interrupted, only left.
  const late = new Promise<never>((_, reject) => {
    const tell = (): void => reject(new OutgoingRefused(`No answer within ${timeoutMs} ms.`));
    signal.addEventListener('abort', tell, { once: true });
  });
  return Promise.race([exchange(request, url, signal), late]);
}
