import { setTimeout as pause } from 'node:timers/promises';
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { UnitOfWork } from '@libs/database';
import { connectOptions, NatsConfig, revokeUsers, type Steward } from '@libs/messaging';
import { AccessConfig } from '../access.config.js';
import { DeviceCredentialRepository } from '../persistence/device-credential.repository.js';

const LOOK_MS = 500;
const TRY_AGAIN_MS = 2_000;
const TELL_AGAIN_MS = 20_000;

/**
 * Tells the broker which credentials were taken back, until it confirms: a revocation is in the
 * database before it is anywhere else. All of them are told again at the agent's start and now and
 * then, since the broker's own copy may be lost.
 */
@Injectable()
export class TellRevocations implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('revocations');
  private readonly stopped = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    private readonly config: AccessConfig,
    private readonly nats: NatsConfig,
    private readonly unitOfWork: UnitOfWork,
    private readonly credentials: DeviceCredentialRepository,
  ) {}

  onApplicationBootstrap(): void {
    const steward = this.steward();
    if (steward) this.running = this.run(steward);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped.abort();
    await this.running;
  }

  private steward(): Steward | undefined {
    const { devicesAccount: account, systemNatsUrl, operatorSeed } = this.config;
    if (!account || !systemNatsUrl || !operatorSeed) return undefined;
    // The steward's address says who it is: the agent's own credentials are for the agent.
    const options = { ...connectOptions(this.nats), creds: undefined };
    return { systemUrl: systemNatsUrl, operatorSeed, account, options };
  }

  private async run(steward: Steward): Promise<void> {
    let toldAt = 0;
    while (!this.stopped.signal.aborted) {
      let waitMs = LOOK_MS;
      try {
        const isDue = Date.now() - toldAt > TELL_AGAIN_MS;
        if (isDue || (await this.unitOfWork.system((tx) => this.credentials.hasUntold(tx)))) {
          await this.tell(steward);
          toldAt = Date.now();
        }
      } catch (error) {
        this.logger.warn(`the broker does not know every revocation yet: ${String(error)}`);
        waitMs = TRY_AGAIN_MS;
      }
      await pause(waitMs, undefined, { signal: this.stopped.signal }).catch(() => undefined);
    }
  }

  private tell(steward: Steward): Promise<void> {
    return this.unitOfWork.system(async (tx) => {
      await this.credentials.takeTurn(tx);
      const revocations = await this.credentials.revocations(tx);
      if (revocations.size > 0) await revokeUsers(steward, revocations);
      await this.credentials.noteTold(revocations, tx);
    });
  }
}
