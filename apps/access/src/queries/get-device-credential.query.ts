import { GetDeviceCredential } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import {
  DeviceCredentialRepository,
  deviceCredentialView,
} from '../persistence/device-credential.repository.js';

@Answers(GetDeviceCredential)
export class GetDeviceCredentialHandler implements RequestHandler<GetDeviceCredential> {
  constructor(private readonly credentials: DeviceCredentialRepository) {}

  async execute({
    request: { credentialId },
    tx,
  }: Call<GetDeviceCredential>): Promise<Answer<GetDeviceCredential>> {
    const found = await this.credentials.find(credentialId, tx);
    if (!found) throw Refusal.notFound('device credential', credentialId);
    return { reply: deviceCredentialView(found) };
  }
}
