import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { ListSensors, type SensorView } from '@libs/contracts';
import { UnitOfWork } from '@libs/database';
import { Refusal, RequestClient } from '@libs/messaging';
import { SensorRepository } from '../persistence/sensor.repository.js';

const UNKNOWN_FOR_MS = 2_000;
const ASKED_AT_ONCE = 50;
const ASK_AGAIN_MS = 500;
/** Counted from when it went away, so that a long absence holds nobody up for longer. */
const WAITED_FOR_MS = 10_000;
const REMEMBERED_AT_MOST = 10_000;

/**
 * Asks the registry about sensors whose registration has not come through yet: a gateway may
 * send the moment it is set up. What the registry does not know either is not asked again soon.
 */
@Injectable()
export class SensorDirectory {
  private readonly logger = new Logger('sensor-directory');
  private readonly unknownUntil = new Map<string, number>();
  private awaySince: number | undefined;

  constructor(
    private readonly sensors: SensorRepository,
    private readonly requests: RequestClient,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Looks sensor codes up; true when at least one has become known. */
  async learn(tenantId: string, codes: readonly string[]): Promise<boolean> {
    const now = Date.now();
    const asked = [...new Set(codes)]
      .filter((code) => (this.unknownUntil.get(`${tenantId}/${code}`) ?? 0) < now)
      .slice(0, ASKED_AT_ONCE);
    let learnt = false;
    for (const code of asked) {
      const sensor = await this.find(tenantId, code);
      if (sensor) {
        await this.keep(tenantId, sensor);
        learnt = true;
      } else {
        this.noteUnknown(`${tenantId}/${code}`, now + UNKNOWN_FOR_MS);
      }
    }
    return learnt;
  }

  /** A registry that restarts is waited for, so that no good reading is refused meanwhile. */
  private async find(tenantId: string, code: string): Promise<SensorView | undefined> {
    const caller = {
      tenantId,
      actor: 'agent:acquisition',
      name: 'acquisition',
      roles: [],
      permissions: [],
    };
    for (;;) {
      try {
        const page = await this.requests.ask(ListSensors, { code }, caller, { timeoutMs: 1_000 });
        this.awaySince = undefined;
        return page.items[0];
      } catch (error) {
        const isAway = error instanceof Refusal && error.problem.status === 503;
        if (!isAway || this.isAwayForLong()) {
          this.logger.warn(`the registry was not asked about ${code}: ${String(error)}`);
          return undefined;
        }
        await pause(ASK_AGAIN_MS);
      }
    }
  }

  private isAwayForLong(): boolean {
    this.awaySince ??= Date.now();
    return Date.now() - this.awaySince > WAITED_FOR_MS;
  }

  private async keep(tenantId: string, sensor: SensorView): Promise<void> {
    const { id: sensorId, equipmentId, code, key, unit, kind = 'gauge' } = sensor;
    const { rangeMin, rangeMax, version } = sensor;
    const known = { sensorId, equipmentId, code, key, unit, kind };
    await this.unitOfWork.run(tenantId, (tx) =>
      this.sensors.save(
        {
          ...known,
          ...(rangeMin !== undefined && { rangeMin }),
          ...(rangeMax !== undefined && { rangeMax }),
          ...(version !== undefined && { version }),
        },
        tx,
      ),
    );
    const range = { rangeMin: rangeMin ?? null, rangeMax: rangeMax ?? null };
    this.sensors.remember(tenantId, { ...known, ...range });
  }

  private noteUnknown(key: string, until: number): void {
    if (this.unknownUntil.size >= REMEMBERED_AT_MOST) this.unknownUntil.clear();
    this.unknownUntil.set(key, until);
  }
}
