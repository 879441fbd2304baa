import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { UnitOfWork } from '@libs/database';
import { AgentIdentity } from '@libs/runtime';

const LEASE_SECONDS = 5;
const RENEW_MS = 1_000;

/** Something that only one replica of an agent does at a time. */
export interface LeaderWork {
  start(): void;
  stop(): Promise<void>;
}

/**
 * Lets one replica of an agent lead, by a lease on the database's clock: a replica that
 * is paused or cut off loses it. Two leaders for a moment repeat work; they never lose it.
 */
@Injectable()
export class Leadership {
  private readonly logger = new Logger('leadership');
  private readonly stopped = new AbortController();
  private running: Promise<void> | undefined;
  private leading = false;
  private work: readonly LeaderWork[] = [];

  constructor(
    private readonly identity: AgentIdentity,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  start(work: readonly LeaderWork[]): void {
    this.work = work;
    this.running ??= this.run();
  }

  /** Ends the work and hands the lease back. */
  async stop(): Promise<void> {
    this.stopped.abort();
    await this.running;
    await Promise.all(this.work.map((each) => each.stop()));
    if (this.leading) await this.release().catch((error: unknown) => this.logger.warn(error));
  }

  private async run(): Promise<void> {
    let knownUntil = 0;
    while (!this.stopped.signal.aborted) {
      const askedAt = Date.now();
      try {
        if (await this.renew()) {
          knownUntil = askedAt + LEASE_SECONDS * 1000;
          this.lead();
        } else {
          await this.follow('another replica leads');
        }
      } catch (error) {
        if (Date.now() > knownUntil) await this.follow(`the lease ran out: ${String(error)}`);
      }
      await pause(RENEW_MS, undefined, { signal: this.stopped.signal }).catch(() => undefined);
    }
  }

  private lead(): void {
    if (this.leading) return;
    this.leading = true;
    this.logger.log('leads');
    for (const each of this.work) each.start();
  }

  private async follow(reason: string): Promise<void> {
    if (!this.leading) return;
    this.leading = false;
    this.logger.warn(`leads no more: ${reason}`);
    await Promise.all(this.work.map((each) => each.stop()));
  }

  private async renew(): Promise<boolean> {
    const rows = await this.unitOfWork.system((tx) =>
      tx.query(
        `INSERT INTO lease AS held (name, owner, epoch, lease_until)
         VALUES ('leader', $1, 1, now() + make_interval(secs => $2))
         ON CONFLICT (name) DO UPDATE
           SET owner = excluded.owner,
               epoch = held.epoch + (held.owner <> excluded.owner)::int,
               lease_until = excluded.lease_until
           WHERE held.owner = excluded.owner OR held.lease_until < now()
         RETURNING epoch`,
        [this.identity.instanceId, LEASE_SECONDS],
      ),
    );
    return rows.length > 0;
  }

  private async release(): Promise<void> {
    this.leading = false;
    await this.unitOfWork.system((tx) =>
      tx.query(`UPDATE lease SET lease_until = now() WHERE name = 'leader' AND owner = $1`, [
        this.identity.instanceId,
      ]),
    );
  }
}
