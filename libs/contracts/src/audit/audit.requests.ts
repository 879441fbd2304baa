import { ValidateBy } from 'class-validator';
import { QueryContract, Request } from '../envelope/request-contract.js';
import { field } from '../fields/field.js';
import { Choice, FreeForm, Instant, Text, Uuid, Whole } from '../fields/kinds.js';
import { CURSOR, isCursor, Paged, PageRequest, type Page, type Stretch } from '../paging.js';

const HASH = { max: 64, pattern: /^[0-9a-f]{64}$/ };

/** Who did what to which thing, when, and what is known of it before and after. */
export class AuditEntryView {
  @Whole({ min: 1, description: 'Gap-free within the tenant' }) seq!: number;
  @Uuid() eventId!: string;
  @Instant({ description: 'When it happened, by its producer' }) at!: string;
  @Text({ max: 500, description: '`user:<id>`, `agent:<agent>` or `gateway:<name>`' })
  actor!: string;
  @Text({ max: 200, description: 'Type of the event' }) action!: string;
  @Text({ max: 200, description: 'The agent that told of it' }) agent!: string;
  @Text({ max: 200, example: 'work_order' }) entityKind!: string;
  @Text({ max: 500, nullable: true }) entityId!: string | null;
  @Text({ max: 500, nullable: true }) equipmentId!: string | null;
  @FreeForm({ nullable: true, description: 'What was known of the thing before' })
  before!: object | null;
  @FreeForm({ description: 'The same with what the event says of it' }) after!: object;
  @Uuid() correlationId!: string;
  @Text({ max: 500, nullable: true }) causationId!: string | null;
  @Text({ ...HASH, description: 'Hash of the entry before' }) previousHash!: string;
  @Text({ ...HASH, description: 'SHA-256 of the hash before and this entry' }) hash!: string;
}

/** A cursor or, as it was before there were any, the `seq` of an entry to go on after. */
const CursorOrNumber = (): PropertyDecorator =>
  field(
    {
      oneOf: [
        { type: 'string', maxLength: CURSOR.max, pattern: CURSOR.pattern.source },
        { type: 'integer', minimum: 1 },
      ],
    },
    {
      ...CURSOR,
      description: `${CURSOR.description}. Also the \`seq\` of an entry to go on after`,
    },
    ValidateBy({
      name: 'cursorOrNumber',
      validator: {
        validate: (value) => Number.isSafeInteger(value) || isCursor(value),
        defaultMessage: () => '$property must be empty or the next_cursor of this list',
      },
    }),
  );

/** Asks for audit entries, newest first unless told otherwise. */
@QueryContract('audit.list-entries')
export class ListAuditEntries extends Paged<Page<AuditEntryView> | Stretch<AuditEntryView>> {
  @Text({ max: 200, optional: true }) actor?: string;
  @Text({ max: 200, optional: true, description: 'Type of event, or how it begins' })
  action?: string;
  @Text({ max: 200, optional: true }) entityKind?: string;
  @Text({ max: 500, optional: true }) entityId?: string;
  @Uuid({ optional: true }) equipmentId?: string;
  @Uuid({ optional: true }) correlationId?: string;
  @Instant({ optional: true, description: 'Not before' }) from?: string;
  @Instant({ optional: true, description: 'Before' }) to?: string;
  @Choice(['newest', 'oldest'], { optional: true, default: 'newest' })
  order?: 'newest' | 'oldest';
  @CursorOrNumber() cursor?: string | number;
}

/** Asks for one entry, by its place in the chain or by its event. */
@QueryContract('audit.get-entry')
export class GetAuditEntry extends Request<AuditEntryView> {
  @Text({
    max: 36,
    pattern: /^([1-9]\d{0,14}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$/,
  })
  entry!: string;
}

/** Where the chain of a tenant ends. */
export class AuditHeadView {
  @Whole({ min: 0, description: '0 while there is no entry' }) seq!: number;
  @Text(HASH) hash!: string;
}

/** Asks where the chain ends. */
@QueryContract('audit.get-head')
export class GetAuditHead extends Request<AuditHeadView> {}

/** The key that signed heads are verified with. */
export class AuditKeyView {
  @Text({ max: 64, description: 'RFC 7638 thumbprint; `kid` of the signatures' }) keyId!: string;
  @FreeForm({ description: 'Public key as JWK (Ed25519)' }) jwk!: object;
}

/** Asks for the public key. */
@QueryContract('audit.get-key')
export class GetAuditKey extends Request<AuditKeyView> {}

/** The end of the chain on one day, signed. */
export class SignedAuditHeadView {
  @Text({ max: 10, description: 'Day of the signature, UTC', example: '2026-11-21' }) day!: string;
  @Whole({ min: 1 }) seq!: number;
  @Text(HASH) hash!: string;
  @Instant() signedAt!: string;
  @Text({ max: 64 }) keyId!: string;
  @Text({ max: 2000, description: 'JWS, compact (EdDSA) of `{tenant, seq, hash, at}`' })
  jws!: string;
}

/** Asks for signed heads, newest first. */
@QueryContract('audit.list-signed-heads')
export class ListSignedAuditHeads extends PageRequest<SignedAuditHeadView> {}
