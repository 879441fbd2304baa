import {
  AuthorizationError,
  connect,
  credsAuthenticator,
  type NatsConnection,
} from '@nats-io/transport-node';
import { UsageError } from '../environment.js';

/** Which gateway connects, and where its credentials come from. */
export interface GatewayIdentity {
  readonly tenantId: string;
  readonly name: string;
  readonly credentials?: {
    of(gateway: string): Promise<string>;
    renew(gateway: string): Promise<string>;
  };
}

/**
 * Connects one gateway, waiting for a server that is not up yet and never giving up on one that
 * goes away. A user in the address goes before the gateway's own credentials.
 */
export async function connectGateway(
  natsUrl: string,
  identity: GatewayIdentity,
  log: (line: string) => void,
): Promise<NatsConnection> {
  const { name, credentials } = identity;
  if (new URL(natsUrl).username || !credentials) return dial(natsUrl, identity, undefined, log);
  try {
    return await dial(natsUrl, identity, await credentials.of(name), log);
  } catch (error) {
    if (!(error instanceof AuthorizationError)) throw error;
    log(`the broker refused the credential of ${name}; asking for a new one`);
    return dial(natsUrl, identity, await credentials.renew(name), log);
  }
}

async function dial(
  natsUrl: string,
  { tenantId, name }: GatewayIdentity,
  creds: string | undefined,
  log: (line: string) => void,
): Promise<NatsConnection> {
  const { protocol, hostname, port, username, password } = new URL(natsUrl);
  const address = `${hostname}:${port || '4222'}`;
  const patience = setTimeout(
    () => log(`NATS at ${address} does not answer yet; still trying.`),
    3000,
  );
  try {
    return await connect({
      servers: address,
      name: `gateway ${name}`,
      // The only inbox that the broker lets this gateway read.
      inboxPrefix: `_INBOX.devices.${tenantId}.${name}`,
      maxReconnectAttempts: -1,
      waitOnFirstConnect: true,
      pingInterval: 5000,
      noAsyncTraces: true,
      ...(protocol === 'tls:' && { tls: {} }),
      ...(creds !== undefined && { authenticator: credsAuthenticator(Buffer.from(creds)) }),
      ...(username && { user: decodeURIComponent(username), pass: decodeURIComponent(password) }),
    });
  } catch (error) {
    if (!(error instanceof AuthorizationError) || creds !== undefined) throw error;
    throw new UsageError(`NATS at ${address} refused the user and password in NATS_URL.`);
  } finally {
    clearTimeout(patience);
  }
}
