import { DeviceCredentialRevoked, draft, RevokeDeviceCredential } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { credentialTold } from '../credential-told.js';
import {
  DeviceCredentialRepository,
  deviceCredentialView,
} from '../persistence/device-credential.repository.js';

@Answers(RevokeDeviceCredential)
export class RevokeDeviceCredentialHandler implements RequestHandler<RevokeDeviceCredential> {
  constructor(private readonly credentials: DeviceCredentialRepository) {}

  async execute({
    request: { credentialId },
    tx,
  }: Call<RevokeDeviceCredential>): Promise<Answer<RevokeDeviceCredential>> {
    const found = await this.credentials.find(credentialId, tx);
    if (!found) throw Refusal.notFound('device credential', credentialId);
    const at = new Date();
    const revoked = await this.credentials.revoke(credentialId, at, tx);
    // Taking back twice is taking back.
    if (!revoked) return { reply: deviceCredentialView(found) };
    const [told, subject] = credentialTold(revoked);
    return {
      reply: deviceCredentialView(revoked),
      events: [draft(DeviceCredentialRevoked, { ...told, revokedAt: at.toISOString() }, subject)],
    };
  }
}
