import type { DeviceCredentialEvent, FieldsOf } from '@libs/contracts';
import type { DeviceCredential } from './persistence/device-credential.repository.js';

/** What events tell of a credential, and what they are about. */
export function credentialTold(
  credential: DeviceCredential,
): readonly [FieldsOf<DeviceCredentialEvent>, { readonly subject: string }] {
  const { id, gateway, name, publicKey, expiresAt } = credential;
  const told = {
    credentialId: id,
    gateway,
    ...(name !== null && { name }),
    publicKey,
    expiresAt: expiresAt.toISOString(),
  };
  return [told, { subject: `device_credential/${id}` }];
}
