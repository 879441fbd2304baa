import { randomBytes } from 'node:crypto';
import { SealBroken, Sealer } from './sealer.js';
import { SealingConfig } from './sealing.config.js';

const aKey = (): string => randomBytes(32).toString('base64url');

function sealerWith(secretsKey: string, secretsKeyPrevious?: string): Sealer {
  return new Sealer(Object.assign(new SealingConfig(), { secretsKey, secretsKeyPrevious }));
}

describe('a sealed text', () => {
  const key = aKey();
  const sealer = sealerWith(key);
  const sealed = sealer.seal('whsec_Ünique', 'contact/1');

  it('opens at its place, shows nothing of what it holds, and is another each time', () => {
    expect(sealer.open(sealed, 'contact/1')).toBe('whsec_Ünique');
    expect(sealed).toMatch(/^sealed\.[0-9a-f]{8}\.[\w-]+$/);
    expect(sealer.seal('whsec_Ünique', 'contact/1')).not.toBe(sealed);
    expect(sealer.isSealed(sealed)).toBe(true);
    expect(sealer.isSealed('whsec_open')).toBe(false);
  });

  it('does not open at another place', () => {
    expect(() => sealer.open(sealed, 'contact/2')).toThrow(SealBroken);
  });

  it('does not open under another key, nor with any bit changed', () => {
    expect(() => sealerWith(aKey()).open(sealed, 'contact/1')).toThrow(SealBroken);
    const [, id = '', content = ''] = sealed.split('.');
    const bytes = Buffer.from(content, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const text = `sealed.${id}.${changed.toString('base64url')}`;
      expect(() => sealer.open(text, 'contact/1')).toThrow(SealBroken);
    }
    for (const text of ['', 'sealed', `sealed.${id}.`, `sealed.${id}.AAAA`, 'whsec_open']) {
      expect(() => sealer.open(text, 'contact/1')).toThrow(SealBroken);
    }
  });

  it('still opens when its key is a previous one, while new ones get the new key', () => {
    const next = sealerWith(aKey(), `${aKey()},${key}`);
    expect(next.open(sealed, 'contact/1')).toBe('whsec_Ünique');
    expect(sealed.startsWith(next.prefix)).toBe(false);
    expect(next.seal('x', 'contact/1').startsWith(next.prefix)).toBe(true);
  });
});
