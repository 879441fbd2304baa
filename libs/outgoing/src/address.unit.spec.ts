import { whereIs } from './address.js';

describe('where an address leads', () => {
  it.each(['8.8.8.8', '172.32.0.1', '223.255.255.1', '2606:4700::1111', '2a00:1450:4001::200e'])(
    '%s is public',
    (address) => expect(whereIs(address)).toBe('public'),
  );

  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.255.255',
    '192.168.0.1',
    '100.64.0.1',
    '::1',
    'fd00::1',
  ])('%s is inside', (address) => expect(whereIs(address)).toBe('inside'));

  it.each([
    '0.0.0.0',
    '168.63.129.16',
    '169.254.169.254',
    '192.0.0.192',
    '192.88.99.1',
    '198.18.0.1',
    '203.0.113.9',
    '239.1.1.1',
    '255.255.255.255',
    '::',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::ffff:0:127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::7f00:1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
    '5f00::1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    'no address',
  ])('%s is closed', (address) => expect(whereIs(address)).toBe('closed'));
});
