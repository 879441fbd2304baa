import { ApiClient } from '@libs/testing';
import { v7 as uuidv7 } from 'uuid';

interface Tokens {
  readonly data: { readonly accessToken: string; readonly refreshToken: string };
}

const forced = <T>(value: T | undefined, what: string): T => {
  if (value === undefined) throw new Error(`${what} is missing`);
  return value;
};

/** A text that is found nowhere but where it was put. */
const canary = (what: string): string => `canary-${what}-${uuidv7()}`;

/** How a secret may be written down. */
export function forms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ];
}

/** Hands the system secrets in every place that takes or makes one, rightly and wrongly. */
export async function seedSecrets(
  admin: ApiClient,
  adminPassword: string,
): Promise<ReadonlyMap<string, string>> {
  const secrets = new Map<string, string>();
  const note = (name: string, secret: string | undefined): string => {
    secrets.set(name, forced(secret, name));
    return forced(secret, name);
  };
  const anybody = new ApiClient(admin.url);
  const post = async <T>(client: ApiClient, path: string, body: object): Promise<T> => {
    const headers = { 'idempotency-key': uuidv7() };
    return (await client.post<T>(path, { body, headers })).body;
  };
  note('access token', admin.token);

  const password = note('password of a user', canary('password'));
  const username = `user-${uuidv7()}`;
  await post(admin, '/api/v1/users', { username, password, roles: ['engineer'] });
  const login = await post<Tokens>(anybody, '/api/v1/auth/login', { username, password });
  const first = note('refresh token', login.data.refreshToken);
  const renewed = await post<Tokens>(anybody, '/api/v1/auth/refresh', { refreshToken: first });
  note('next refresh token', renewed.data.refreshToken);
  note('next access token', renewed.data.accessToken);
  const own = new ApiClient(admin.url, renewed.data.accessToken);
  const newPassword = note('changed password', canary('new-password'));
  await post(own, '/api/v1/auth/password', { oldPassword: password, newPassword });

  const guess = note('wrong password', canary('guess'));
  await post(anybody, '/api/v1/auth/login', { username: 'admin', password: guess });
  await post(anybody, '/api/v1/auth/refresh', {
    refreshToken: note('no token', canary('refresh')),
  });
  await post(anybody, '/api/v1/auth/verify', { token: note('foreign token', canary('verify')) });

  const key = await post<{ data: { key: string } }>(admin, '/api/v1/api-keys', {
    name: 'historian',
    scopes: ['readings.read'],
  });
  const apiKey = note('API key', key.data.key);
  await anybody.get('/api/v1/gateways', { headers: { 'x-api-key': apiKey } });
  await anybody.get('/api/v1/gateways', {
    headers: { 'x-api-key': note('wrong API key', canary('key')) },
  });

  const contact = await post<{ data: { secret: string } }>(admin, '/api/v1/contacts', {
    name: 'Control room',
    channel: 'webhook',
    webhookUrl: 'https://plant.invalid/hook',
    topics: ['alarm_raised', 'work_order_created'],
  });
  note('webhook secret', contact.data.secret);

  // Where secrets do not belong, and land all the same.
  const bearer = note('wrong bearer', canary('bearer'));
  await new ApiClient(admin.url, bearer).get('/api/v1/equipment');
  await anybody.get(`/api/v1/equipment?access_token=${note('token in an address', canary('url'))}`);
  await anybody.get(`/api/v1/auth/me`, {
    headers: { cookie: `millwright=${note('cookie', canary('cookie'))}` },
  });
  await anybody.send('POST', '/api/v1/auth/login', {
    body: `{"username":"admin","password":"${note('broken JSON', canary('json'))}`,
  });
  secrets.set('password of the administrator', adminPassword);
  return secrets;
}
