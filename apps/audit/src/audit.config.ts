import { IsString, Matches } from 'class-validator';

/** What it takes to sign the ends of the chains. */
export class AuditConfig {
  /** Ed25519. Whoever has it can vouch for a trail that was rewritten. */
  @Matches(/^([0-9a-fA-F]{64}|[\w-]{43}|\{[^]+\}|-----BEGIN PRIVATE KEY-----[^]+)$/, {
    message: 'must be an Ed25519 key: PKCS #8 in PEM, a JWK, or a seed of 32 bytes in hex',
  })
  auditSigningKey = '';

  /** One file per day with the signed heads, to be copied away; none are written when empty. */
  @IsString() auditExportDir = '';
}
