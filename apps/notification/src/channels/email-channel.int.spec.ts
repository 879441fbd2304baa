import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { createInterface } from 'node:readline';
import type { Delivery } from '../domain/delivery.js';
import { NotificationConfig } from '../notification.config.js';
import { EmailChannel } from './email-channel.js';

const ANSWERS: readonly (readonly [RegExp, string])[] = [
  [/^EHLO/i, '250 receiver'],
  [/^MAIL FROM:/i, '250 ok'],
  [/^RCPT TO:<nobody@/i, '550 no such mailbox'],
  [/^RCPT TO:/i, '250 ok'],
  [/^DATA/i, '354 go on'],
  [/^QUIT/i, '221 bye'],
];

/** A mail server that keeps what it is sent. */
function startMailServer(mails: string[]): Server {
  return createServer((socket) => {
    let mail: string[] | undefined;
    socket.on('error', () => undefined);
    socket.write('220 receiver\r\n');
    createInterface({ input: socket }).on('line', (line) => {
      if (mail && line !== '.') return mail.push(line);
      if (mail) {
        mails.push(mail.join('\n'));
        mail = undefined;
        return socket.write('250 ok\r\n');
      }
      if (line.startsWith('DATA')) mail = [];
      const answer = ANSWERS.find(([command]) => command.test(line));
      return socket.write(`${answer?.[1] ?? '500 what?'}\r\n`);
    });
  }).listen(0, '127.0.0.1');
}

const delivery: Delivery = {
  id: '01940000-0000-7000-8000-000000000001',
  contactId: '01940000-0000-7000-8000-000000000002',
  recipient: 'Tess',
  channel: 'email',
  address: 'tess@plant.example',
  secret: null,
  wanted: true,
  attempts: 1,
  title: 'WO-000042: Replace the bearing',
  body: 'Vibration is high.',
  severity: 'high',
  aboutType: 'maintenance.work_order.created.v1',
  aboutEventId: '01940000-0000-7000-8000-000000000003',
  equipmentId: '01940000-0000-7000-8000-000000000004',
  workOrderId: '01940000-0000-7000-8000-000000000005',
  workOrderNumber: 'WO-000042',
  correlationId: '01940000-0000-7000-8000-000000000006',
  createdAt: new Date(),
};

describe('e-mail', () => {
  const mails: string[] = [];
  const config = new NotificationConfig();
  let server: Server;

  beforeAll(async () => {
    server = startMailServer(mails);
    await once(server, 'listening');
    config.smtpUrl = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('carries the message under an id that stays the same', async () => {
    const channel = new EmailChannel(config);
    expect(await channel.deliver(delivery)).toEqual({ kind: 'accepted' });
    expect(await channel.deliver(delivery)).toEqual({ kind: 'accepted' });
    expect(mails).toHaveLength(2);
    for (const mail of mails) {
      expect(mail).toContain(`Message-ID: <${delivery.id}@notification.millwright>`);
      expect(mail).toContain('Subject: WO-000042: Replace the bearing');
      expect(mail).toContain('To: Tess <tess@plant.example>');
      expect(mail).toContain(`Correlation id: ${delivery.correlationId}`);
    }
  });

  it('tells what the mail server said', async () => {
    const refused = { ...delivery, address: 'nobody@plant.example' };
    const attempt = await new EmailChannel(config).deliver(refused);
    expect(attempt).toMatchObject({ kind: 'failed', reason: expect.stringContaining('550') });
  });

  it('fails when no mail server is there', async () => {
    const nobody = new NotificationConfig();
    nobody.smtpUrl = 'smtp://127.0.0.1:1';
    const attempt = await new EmailChannel(nobody).deliver(delivery);
    expect(attempt).toMatchObject({ kind: 'failed' });
  });
});
