import { ListDeviceCredentials } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { DeviceCredentialRepository } from '../persistence/device-credential.repository.js';

@Answers(ListDeviceCredentials)
export class ListDeviceCredentialsHandler implements RequestHandler<ListDeviceCredentials> {
  constructor(private readonly credentials: DeviceCredentialRepository) {}

  async execute({
    request,
    tx,
  }: Call<ListDeviceCredentials>): Promise<Answer<ListDeviceCredentials>> {
    return { reply: await this.credentials.list(request, tx) };
  }
}
