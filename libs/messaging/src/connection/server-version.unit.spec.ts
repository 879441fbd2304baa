import { isLoopback, whyUnsafe } from './server-version.js';

describe('the version of a server', () => {
  it.each(['2.11.16', '2.11.20', '2.12.7', '2.12.8', '2.13.0', '2.14.0-preview.1', '3.0.0'])(
    '%s may be used',
    (version) => expect(whyUnsafe(version)).toBeUndefined(),
  );

  it.each(['2.9.10', '2.9.25', '2.10.29', '2.11.15', '2.12.0', '2.12.6', '1.4.1', '0', '', 'next'])(
    '%s must not be used',
    (version) => expect(whyUnsafe(version)).toMatch(/CVE-2025-30215.*ALLOW_OLD_NATS/),
  );

  it('that comes before a safe one is not safe itself', () => {
    expect(whyUnsafe('2.12.7-RC.1')).toBeDefined();
  });
});

describe('the address of a server', () => {
  it.each(['localhost', '127.0.0.1', '127.1.2.3', '[::1]', '::1'])('%s is this machine', (host) =>
    expect(isLoopback(host)).toBe(true),
  );

  it.each(['0.0.0.0', '10.0.0.1', 'nats', '127.0.0.1.example.org', '127.example.org', '[::2]'])(
    '%s may be another machine',
    (host) => expect(isLoopback(host)).toBe(false),
  );
});
