import { isIP } from 'node:net';
import { ForbiddenAddress, isPublic, pinnedLookup } from './public-address.js';

const address = (text: string): { address: string; family: number } => ({
  address: text,
  family: isIP(text),
});

describe('public addresses', () => {
  it.each([
    '127.0.0.1',
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '169.254.169.254',
    '172.31.255.255',
    '192.168.0.1',
    '239.1.1.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:169.254.169.254',
    '64:ff9b::7f00:1',
    'fd00::1',
    'fe80::1',
  ])('%s is not one', (text) => {
    expect(isPublic(address(text))).toBe(false);
  });

  it.each(['8.8.8.8', '172.32.0.1', '223.255.255.1', '2606:4700::1111'])('%s is one', (text) => {
    expect(isPublic(address(text))).toBe(true);
  });

  it.each(['http://127.0.0.1/', 'http://2130706433/', 'http://0x7f.1/', 'http://[::1]:8080/'])(
    'refuses %s, unless private addresses are allowed',
    async (url) => {
      await expect(pinnedLookup(new URL(url), false)).rejects.toThrow(ForbiddenAddress);
      await expect(pinnedLookup(new URL(url), true)).resolves.toBeInstanceOf(Function);
    },
  );
});
