/** Keys of the broker (nkeys), made with nothing but Node. */
import { createPrivateKey, createPublicKey, randomBytes } from 'node:crypto';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const SEED = 18 << 3;
const KINDS = { account: 0, operator: 14 << 3 };
/** What stands before the 32 bytes of an Ed25519 key in PKCS 8. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

const base32 = (bytes) =>
  [...bytes]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('')
    .match(/.{1,5}/g)
    .map((bits) => LETTERS[Number.parseInt(bits.padEnd(5, '0'), 2)])
    .join('');

/** CRC-16/XMODEM. */
const checksum = (bytes) =>
  bytes.reduce((crc, byte) => {
    let next = crc ^ (byte << 8);
    for (let bit = 0; bit < 8; bit++) next = (next << 1) ^ (next & 0x8000 ? 0x1021 : 0);
    return next & 0xffff;
  }, 0);

const written = (prefix, key) => {
  const bytes = Buffer.concat([Buffer.from(prefix), key]);
  const sum = Buffer.alloc(2);
  sum.writeUInt16LE(checksum(bytes));
  return base32(Buffer.concat([bytes, sum]));
};

/** The 32 random bytes that a seed is made of: behind two bytes that say what it is. */
export const secretIn = (seed) => {
  const bits = [...seed].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0'));
  const bytes = bits.join('').match(/.{8}/g);
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2))).subarray(2, 34);
};

/** A key of an `account` or an `operator`, new where no secret is given: `{ seed, publicKey }`. */
export const makeKey = (kind, secret = randomBytes(32)) => {
  const key = Buffer.concat([PKCS8, secret]);
  const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' });
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  const prefix = KINDS[kind];
  return {
    seed: written([SEED | (prefix >> 5), (prefix & 31) << 3], secret),
    publicKey: written([prefix], Buffer.from(x, 'base64url')),
  };
};
