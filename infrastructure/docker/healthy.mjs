/** Health check of an agent's container: exit 0 when it is ready. */
import { get as overHttp } from 'node:http';
import { get as overHttps } from 'node:https';

const { HEALTH_PORT, PORT, TLS_CERT_FILE, GATEWAY_TLS_CERT_FILE } = process.env;
const get = TLS_CERT_FILE || GATEWAY_TLS_CERT_FILE ? overHttps : overHttp;
const options = {
  host: '127.0.0.1',
  port: HEALTH_PORT ?? PORT,
  path: '/health/ready',
  signal: AbortSignal.timeout(4_000),
  // The certificate names the outside; this asks within the container.
  rejectUnauthorized: false,
};
get(options, ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1)).on('error', () =>
  process.exit(1),
);
