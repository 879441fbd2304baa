import { ApiClient } from '@libs/testing';
import { PASSWORD } from '../start-gateway.js';
import type { Walker } from '../walker.js';

export async function writeAccounts(walker: Walker): Promise<void> {
  const permissions = ['alarms.read'];
  await walker.renew('/roles', 'id', () => ({ name: walker.another('shift', '_'), permissions }));
  await walker.patch('/roles/{id}', { permissions });
  const scopes = ['readings.read'];
  await walker.renew('/api-keys', 'id', () => ({ name: walker.another('historian'), scopes }));
  const password = 'a long password';
  let username = '';
  await walker.renew('/users', 'id', () => {
    username = walker.another('tina');
    return { username, password, roles: ['technician'] };
  });
  await walker.patch('/users/{id}', { displayName: 'Tina' });
  await walker.put('/users/{id}/password', { password });
  const logIn = async (): Promise<ApiClient> =>
    new ApiClient(walker.client.url).login(username, password);
  const admin = walker.client;
  await logIn();
  const sessions = '/users/{id}/sessions';
  await walker.read(`/api/v1${sessions}`);
  await walker.remove(`${sessions}/{sessionId}`);
  await walker.remove(sessions);
  walker.client = await logIn();
  await walker.read('/api/v1/auth/sessions');
  await walker.remove('/auth/sessions/{id}');
  walker.client = await logIn();
  const newPassword = 'another long password';
  await walker.post('/auth/password', { oldPassword: password, newPassword });
  walker.client = new ApiClient(admin.url);
  const { data } = await walker.post('/auth/login', { username, password: newPassword });
  await walker.post('/auth/refresh', { refreshToken: data?.['refreshToken'] });
  walker.client = await walker.client.login(username, newPassword);
  await walker.post('/auth/logout');
  walker.client = await walker.client.login('admin', PASSWORD);
  for (const path of ['/auth/sessions', sessions]) walker.forget(path);
}
