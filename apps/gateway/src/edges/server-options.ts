import { readFileSync } from 'node:fs';
import { ConfigurationFault } from '@libs/runtime';
import ipaddr from 'ipaddr.js';
import type { GatewayConfig } from '../gateway.config.js';
import type { EdgesConfig } from './edges.config.js';

/** What a request may carry unless its route says otherwise (`BodyUpTo`). */
export const BODY_BYTES = 256 * 1024;

/** The request line and all headers together. */
const HEADER_BYTES = 16 * 1024;

/** Within that they must have come. */
const HEADERS_MS = 10_000;

function isThisMachine(host: string): boolean {
  return (
    host === 'localhost' || (ipaddr.isValid(host) && ipaddr.process(host).range() === 'loopback')
  );
}

/** Throws when anybody on the network could read what people and the gateway tell each other. */
export function assertNotOverheard({ host }: GatewayConfig, edges: EdgesConfig): void {
  if (isThisMachine(host) || edges.tlsCertFile || edges.trustProxy || edges.allowPlaintext) return;
  throw new ConfigurationFault(
    `The gateway does not listen on ${host} without TLS: set TLS_CERT_FILE and TLS_KEY_FILE, ` +
      'TRUST_PROXY when a proxy speaks TLS for it, or ALLOW_PLAINTEXT=true.',
  );
}

function read(name: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new ConfigurationFault(`${name}: ${file} cannot be read`, { cause });
  }
}

/** The certificate and its key, or undefined for plain HTTP. */
function tlsOf({ tlsCertFile, tlsKeyFile }: EdgesConfig): object | undefined {
  if (!tlsCertFile && !tlsKeyFile) return undefined;
  if (!tlsCertFile || !tlsKeyFile) {
    throw new ConfigurationFault('TLS_CERT_FILE and TLS_KEY_FILE: one needs the other');
  }
  return {
    cert: read('TLS_CERT_FILE', tlsCertFile),
    key: read('TLS_KEY_FILE', tlsKeyFile),
    minVersion: 'TLSv1.2',
    handshakeTimeout: HEADERS_MS,
  };
}

/** What the HTTP server is made with. */
export function serverOptions(edges: EdgesConfig): object {
  const headersMs = Math.min(edges.requestTimeoutSeconds * 1000, HEADERS_MS);
  const limits = {
    maxHeaderSize: HEADER_BYTES,
    headersTimeout: headersMs,
    connectionsCheckingInterval: 1_000,
  };
  const tls = tlsOf(edges);
  return {
    bodyLimit: BODY_BYTES,
    requestTimeout: Math.max(edges.uploadTimeoutSeconds * 1000, headersMs),
    trustProxy: edges.trustProxy?.split(',') ?? false,
    ...(tls ? { https: { ...limits, ...tls } } : { http: limits }),
  };
}
