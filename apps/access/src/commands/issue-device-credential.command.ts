import { DeviceCredentialIssued, draft, IssueDeviceCredential } from '@libs/contracts';
import {
  Answers,
  deviceName,
  hasSigned,
  isUserKey,
  Refusal,
  signDevice,
  type Answer,
  type Call,
  type RequestHandler,
} from '@libs/messaging';
import { v7 as uuidv7 } from 'uuid';
import { AccessConfig } from '../access.config.js';
import { credentialTold } from '../credential-told.js';
import {
  DeviceCredentialRepository,
  deviceCredentialView,
} from '../persistence/device-credential.repository.js';

const DAY_MS = 86_400_000;
const DAYS = 730;
/** What comes over REST goes to the broker under this name. */
const RESERVED = 'rest';

const atFault = (field: string, message: string): Refusal => Refusal.invalid([{ field, message }]);

/** A key is revoked for all tenants: who could name somebody else's could shut them out. */
function assertOwn({ publicKey, proof = '' }: IssueDeviceCredential, name: string): void {
  if (publicKey === undefined) return;
  if (!isUserKey(publicKey)) {
    throw atFault('publicKey', 'publicKey is not the public nkey of a user');
  }
  if (!hasSigned(publicKey, name, proof)) {
    throw atFault('proof', `proof is not the signature of "${name}" by publicKey`);
  }
}

@Answers(IssueDeviceCredential)
export class IssueDeviceCredentialHandler implements RequestHandler<IssueDeviceCredential> {
  constructor(
    private readonly config: AccessConfig,
    private readonly credentials: DeviceCredentialRepository,
  ) {}

  async execute({
    request,
    caller,
    tx,
  }: Call<IssueDeviceCredential>): Promise<Answer<IssueDeviceCredential>> {
    const { gateway, name = null, expiresInDays = DAYS } = request;
    if (gateway === RESERVED) throw atFault('gateway', `gateway must not be "${RESERVED}"`);
    assertOwn(request, deviceName(tx.tenantId, gateway));
    const issuedAt = new Date();
    const expiresAt = new Date(issuedAt.getTime() + expiresInDays * DAY_MS);
    const { publicKey, jwt, creds } = await signDevice({
      ...this.signer(),
      tenantId: tx.tenantId,
      gateway,
      expiresAt,
      publicKey: request.publicKey,
    });
    const credential = {
      id: uuidv7(),
      gateway,
      name,
      publicKey,
      issuedBy: caller.actor,
      issuedAt,
      expiresAt,
      revokedAt: null,
    };
    if (!(await this.credentials.add(credential, tx))) {
      throw Refusal.conflict('This public key has a credential, or had one: make a new key.');
    }
    const view = { ...deviceCredentialView(credential), jwt };
    return {
      reply: { ...view, ...(creds !== undefined && { creds }) },
      events: [draft(DeviceCredentialIssued, ...credentialTold(credential))],
    };
  }

  private signer(): { account: string; signingSeed: string } {
    const { devicesAccount: account, devicesSeed: signingSeed } = this.config;
    if (account === undefined || signingSeed === undefined) {
      throw Refusal.conflict(
        'The users of this broker are kept elsewhere: agent access has no DEVICES_ACCOUNT or DEVICES_SEED.',
      );
    }
    return { account, signingSeed };
  }
}
