import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomically } from '../gateway-client/index.js';
import { unexpected, type ApiClient } from './api-client.js';

const path = '/api/v1/device-credentials';

/** The credentials of sensor gateways, each asked for once and kept in a folder (0600). */
export class DeviceCredentials {
  constructor(
    private readonly api: ApiClient,
    private readonly folder: string,
  ) {}

  /** The text of a gateway's credentials file. */
  async of(gateway: string): Promise<string> {
    const file = this.fileOf(gateway);
    return existsSync(file) ? readFileSync(file, 'utf8') : this.renew(gateway);
  }

  /** A new credential, where the one that is kept is of no use any more. */
  async renew(gateway: string): Promise<string> {
    const { status, data } = await this.api.post(path, { gateway });
    const creds = (data as { creds?: unknown } | undefined)?.creds;
    if (status !== 201 || typeof creds !== 'string') {
      throw unexpected('POST', path, status, status === 201 ? 'no credential' : data);
    }
    writeFileAtomically(this.fileOf(gateway), creds);
    return creds;
  }

  private fileOf(gateway: string): string {
    return join(this.folder, `${gateway}.creds`);
  }
}
