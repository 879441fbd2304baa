import { AuthorizationError, connect, type NatsConnection } from '@nats-io/transport-node';
import { UsageError } from '../environment.js';

/** Connects one gateway, waiting for a server that is not up yet and never giving up on one that goes away. */
export async function connectGateway(
  natsUrl: string,
  name: string,
  log: (line: string) => void,
): Promise<NatsConnection> {
  const { hostname, port, username, password } = new URL(natsUrl);
  const address = `${hostname}:${port || '4222'}`;
  const patience = setTimeout(
    () => log(`NATS at ${address} does not answer yet; still trying.`),
    3000,
  );
  try {
    return await connect({
      servers: address,
      name: `gateway ${name}`,
      inboxPrefix: '_INBOX.devices',
      maxReconnectAttempts: -1,
      waitOnFirstConnect: true,
      pingInterval: 5000,
      noAsyncTraces: true,
      ...(username && { user: decodeURIComponent(username), pass: decodeURIComponent(password) }),
    });
  } catch (error) {
    if (!(error instanceof AuthorizationError)) throw error;
    throw new UsageError(`NATS at ${address} refused the user and password in NATS_URL.`);
  } finally {
    clearTimeout(patience);
  }
}
