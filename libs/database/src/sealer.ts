import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { SealingConfig } from './sealing.config.js';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SEALED = /^sealed\.([0-9a-f]{8})\.([A-Za-z0-9_-]+)$/;

interface Key {
  readonly id: string;
  readonly bytes: Buffer;
}

/** A sealed text cannot be opened: another key, another place, or changed bytes. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

function keyOf(text: string): Key {
  const bytes = Buffer.from(text, 'base64');
  return { bytes, id: createHash('sha256').update(bytes).digest('hex').slice(0, 8) };
}

/**
 * Keeps secrets that must be read again: AES-256-GCM, as `sealed.<id of the key>.<nonce, tag and
 * text>`. A seal holds at its place only (say `contact/<id>`): moved elsewhere it does not open.
 */
@Injectable()
export class Sealer {
  private readonly current: Key;
  private readonly keys: ReadonlyMap<string, Key>;

  constructor(@Inject(SealingConfig) { secretsKey, secretsKeyPrevious }: SealingConfig) {
    this.current = keyOf(secretsKey);
    const previous = secretsKeyPrevious?.split(',').map(keyOf) ?? [];
    this.keys = new Map([...previous, this.current].map((key) => [key.id, key]));
  }

  seal(text: string, place: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.current.bytes, nonce).setAAD(Buffer.from(place));
    const closed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    const sealed = Buffer.concat([nonce, cipher.getAuthTag(), closed]).toString('base64url');
    return `sealed.${this.current.id}.${sealed}`;
  }

  open(sealed: string, place: string): string {
    const [, id = '', content = ''] = SEALED.exec(sealed) ?? [];
    const key = this.keys.get(id);
    if (!key) throw new SealBroken(`There is no key for what is sealed at ${place}.`);
    const bytes = Buffer.from(content, 'base64url');
    const nonce = bytes.subarray(0, NONCE_BYTES);
    try {
      const cipher = createDecipheriv(CIPHER, key.bytes, nonce, { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(place))
        .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      const opened = cipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([opened, cipher.final()]).toString('utf8');
    } catch (error) {
      throw new SealBroken(`What is sealed at ${place} does not open.`, { cause: error });
    }
  }

  /** The same name for the same text, from which nobody without the key can guess it. */
  fingerprint(text: string): string {
    const key = createHmac('sha256', this.current.bytes).update('fingerprint').digest();
    return createHmac('sha256', key).update(text).digest('base64url');
  }

  /** Whether a text is sealed, by whatever key. */
  isSealed(text: string): boolean {
    return SEALED.test(text);
  }

  /** How texts begin that the current key has sealed. */
  get prefix(): string {
    return `sealed.${this.current.id}.`;
  }
}
