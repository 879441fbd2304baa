import { EventContract } from '../envelope/event-contract.js';
import { Instant, Text, TextList, Uuid } from '../fields/kinds.js';

/** An API key without its secret. */
export abstract class ApiKeyEvent {
  @Uuid() apiKeyId!: string;
  @Text({ max: 100 }) name!: string;
  @Uuid({ description: 'In whose name it acts' }) userId!: string;
  @TextList({ max: 200, description: 'Permissions' }) scopes!: readonly string[];
  @Instant() expiresAt!: string;
}

/** A machine may come in from now on. */
@EventContract('gateway.api_key.issued.v1')
export class ApiKeyIssued extends ApiKeyEvent {}

/** The key opens nothing any more. */
@EventContract('gateway.api_key.revoked.v1')
export class ApiKeyRevoked extends ApiKeyEvent {
  @Instant() revokedAt!: string;
}
