import type { KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { AuditKeyView } from '@libs/contracts';
import { AuditConfig } from '../audit.config.js';
import { publicKeyOf, readSigningKey } from '../chain/keys.js';
import { signHead } from '../chain/signed-heads.js';
import type { Head, SignedHead } from '../domain/entry.js';

/** Has the key of this installation; read at start, so that a bad one is told then. */
@Injectable()
export class HeadSigner {
  private readonly key: KeyObject;

  constructor(config: AuditConfig) {
    this.key = readSigningKey(config.auditSigningKey);
  }

  sign(tenantId: string, head: Head, at: Date): Promise<SignedHead> {
    return signHead(tenantId, head, at, this.key);
  }

  async publicKey(): Promise<AuditKeyView> {
    const { keyId, jwk } = await publicKeyOf(this.key);
    return { keyId, jwk };
  }
}
