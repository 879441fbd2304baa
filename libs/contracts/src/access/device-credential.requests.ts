import { CommandContract, QueryContract, Request } from '../envelope/request-contract.js';
import { Instant, Text, Uuid, Whole } from '../fields/kinds.js';
import { PageRequest } from '../paging.js';

/** The name of a sensor gateway, as it stands in the subjects that it publishes on. */
export const GATEWAY_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;

/** What lets a sensor gateway in, without its secret. */
export class DeviceCredentialView {
  @Uuid() id!: string;
  @Text({ max: 60 }) gateway!: string;
  @Text({ max: 200, nullable: true }) name!: string | null;
  @Text({ max: 56, description: 'The public key that it is known by' }) publicKey!: string;
  @Text({ max: 200, description: 'Who issued it' }) issuedBy!: string;
  @Instant() issuedAt!: string;
  @Instant() expiresAt!: string;
  @Instant({ nullable: true }) revokedAt!: string | null;
}

/** A new credential, with all that a device needs to come in. */
export class IssuedDeviceCredentialView extends DeviceCredentialView {
  @Text({ max: 8000, description: 'The signed statement of what the device may do; no secret' })
  jwt!: string;

  @Text({
    max: 8000,
    optional: true,
    description:
      'The text of a NATS credentials file; shown only now. Absent when the device gave its own public key',
  })
  creds?: string;
}

/** Lets a sensor gateway in; with its own public key, the private one never leaves it. */
@CommandContract('access.issue-device-credential')
export class IssueDeviceCredential extends Request<IssuedDeviceCredentialView> {
  @Text({ max: 60, pattern: GATEWAY_NAME, example: 'line-1' }) gateway!: string;
  @Text({ max: 200, optional: true, example: 'Panel PC in hall 2' }) name?: string;
  @Text({ max: 56, pattern: /^U[A-Z2-7]{55}$/, optional: true, description: 'An nkey of a user' })
  publicKey?: string;
  @Text({
    max: 86,
    pattern: /^[A-Za-z0-9_-]{86}$/,
    optional: true,
    description:
      'With publicKey: its signature of `<tenant id>.<gateway>`, base64url. Nobody can have a key revoked that is not theirs',
  })
  proof?: string;
  @Whole({ min: 1, max: 3650, optional: true, default: 730 }) expiresInDays?: number;
}

/** Takes a credential back: the broker cuts off who came in by it. */
@CommandContract('access.revoke-device-credential')
export class RevokeDeviceCredential extends Request<DeviceCredentialView> {
  @Uuid() credentialId!: string;
}

/** Asks for one credential. */
@QueryContract('access.get-device-credential')
export class GetDeviceCredential extends Request<DeviceCredentialView> {
  @Uuid() credentialId!: string;
}

/** Asks for credentials of sensor gateways. */
@QueryContract('access.list-device-credentials')
export class ListDeviceCredentials extends PageRequest<DeviceCredentialView> {
  @Text({ max: 60, optional: true }) gateway?: string;
}
