/** Something the caller can put right; its message is one sentence that says how. */
export class UsageError extends Error {}

export interface NatsEnvironment {
  readonly natsUrl: string;
  readonly tenantId: string;
}

export interface ApiEnvironment {
  readonly apiUrl: string;
  readonly username: string;
  readonly password: string;
  /** Where the technician's phone listens, in the demo. */
  readonly webhookUrl?: string;
}

export function readNatsEnvironment(environment = process.env): NatsEnvironment {
  const tenantId = need(environment, 'TENANT_ID', 'the tenant whose plant this is');
  if (!/^[\w-]+$/.test(tenantId)) {
    throw new UsageError(`TENANT_ID may hold letters, digits, - and _ only, not "${tenantId}".`);
  }
  return {
    natsUrl: needUrl(environment, 'NATS_URL', 'nats://user:password@127.0.0.1:4222'),
    tenantId,
  };
}

export function readApiEnvironment(environment = process.env): ApiEnvironment {
  const webhookUrl = environment['DEMO_WEBHOOK_URL'];
  return {
    apiUrl: needUrl(environment, 'API_URL', 'http://127.0.0.1:3000').replace(/\/+$/, ''),
    username: need(environment, 'ADMIN_USER', 'a user who may register equipment'),
    password: need(environment, 'ADMIN_PASSWORD', "that user's password"),
    ...(webhookUrl && { webhookUrl }),
  };
}

function needUrl(environment: NodeJS.ProcessEnv, name: string, example: string): string {
  const value = need(environment, name, `an address such as ${example}`);
  if (!URL.canParse(value) || !new URL(value).hostname) {
    throw new UsageError(`${name} is not an address such as ${example}.`);
  }
  return value;
}

function need(environment: NodeJS.ProcessEnv, name: string, what: string): string {
  const value = environment[name];
  if (!value) throw new UsageError(`Set ${name} to ${what}.`);
  return value;
}
