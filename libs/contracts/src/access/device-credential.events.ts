import { EventContract } from '../envelope/event-contract.js';
import { Instant, Text, Uuid } from '../fields/kinds.js';

/** What is known of a credential; its secret is with the device only. */
export abstract class DeviceCredentialEvent {
  @Uuid() credentialId!: string;
  @Text({ max: 60, example: 'line-1' }) gateway!: string;
  @Text({ max: 200, optional: true }) name?: string;
  @Text({ max: 56, description: 'The public key that it is known by' }) publicKey!: string;
  @Instant() expiresAt!: string;
}

/** A sensor gateway may come in from now on. */
@EventContract('access.device_credential.issued.v1')
export class DeviceCredentialIssued extends DeviceCredentialEvent {}

/** The credential opens nothing any more, and who came in by it is out. */
@EventContract('access.device_credential.revoked.v1')
export class DeviceCredentialRevoked extends DeviceCredentialEvent {
  @Instant() revokedAt!: string;
}
