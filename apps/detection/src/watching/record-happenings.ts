import { Injectable } from '@nestjs/common';
import {
  AnomalyDetected,
  AnomalyExpired,
  draft,
  LimitExceeded,
  LimitReturned,
  SensorFaultDetected,
  SensorFaultEnded,
  type EventDraft,
} from '@libs/contracts';
import { UnitOfWork, type Transaction } from '@libs/database';
import { Outbox, type PartitionLease } from '@libs/messaging';
import { v5 as uuidv5 } from 'uuid';
import { detectorVersion, machineDetectorVersion, sensorConditionVersion } from '@libs/detectors';
import type { Happening } from '@libs/watch';
import { AnomalyRepository } from '../persistence/anomaly.repository.js';
import { EpisodeRepository } from '../persistence/versions/episode.repository.js';
import { SensorFaultRepository } from '../persistence/sensor-fault.repository.js';

/** Something that happened on a sensor, and the correlation of the reading that showed it. */
export interface SensorHappening {
  readonly tenantId: string;
  readonly sensorId: string;
  readonly equipmentId: string;
  readonly key: string;
  readonly unit: string;
  readonly correlationId: string;
  readonly happening: Happening;
}

const ANOMALIES = '5a0c9a3e-6a56-5c55-8d3b-6a3b1f3a7b41';
const SENSOR_FAULTS = '0c5f8f0e-2d0b-5c1e-9a37-3a3c54a1c7d2';

/** Keeps what was found and tells of it, at once: each anomaly and exceedance one time only. */
@Injectable()
export class RecordHappenings {
  constructor(
    private readonly anomalies: AnomalyRepository,
    private readonly faults: SensorFaultRepository,
    private readonly episodes: EpisodeRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
  ) {}

  async record(found: readonly SensorHappening[], lease: PartitionLease): Promise<void> {
    if (found.length === 0) return;
    await this.unitOfWork.system(async (system) => {
      await lease.assertHeld(system);
      for (const each of found) {
        const tx = await system.within(each.tenantId);
        if (isOfShadow(each.happening)) await this.keepSilently(each, tx);
        else await this.outbox.add(tx, await this.keep(each, tx));
      }
    });
    this.outbox.wake();
  }

  /** What a version in shadow would have told raises nothing. */
  private async keepSilently(found: SensorHappening, tx: Transaction): Promise<void> {
    const { happening, sensorId, equipmentId, key: sensorKey } = found;
    if (!isOfShadow(happening)) return;
    const at = new Date(happening.measuredAt).toISOString();
    switch (happening.kind) {
      case 'anomaly_detected':
      case 'machine_anomaly_detected': {
        const { shadow, severity, score, explanation, explanation_ar } = happening;
        const kind = happening.kind === 'anomaly_detected' ? 'sensor' : 'equipment';
        const said = { severity, score, explanation, explanation_ar };
        const episode = { equipmentId, sensorId, sensorKey, kind, beganAt: at, ...said } as const;
        const sourceId = kind === 'sensor' ? sensorId : equipmentId;
        await this.episodes.begin(shadow, sourceId, episode, tx);
        return;
      }
      case 'anomaly_expired':
        await this.episodes.end(happening.shadow, sensorId, at, tx);
        return;
      case 'machine_anomaly_expired':
        await this.episodes.end(happening.shadow, equipmentId, at, tx);
    }
  }

  private async keep(found: SensorHappening, tx: Transaction): Promise<EventDraft[]> {
    const { happening, sensorId, equipmentId, key: sensorKey, unit, correlationId } = found;
    const measuredAt = new Date(happening.measuredAt).toISOString();
    const where = { equipmentId, sensorId, sensorKey, measuredAt };
    switch (happening.kind) {
      case 'anomaly_detected': {
        const { kind: _, shadow: __, expected, parts, joins, mode, ...rest } = happening;
        const event: AnomalyDetected = {
          ...rest,
          ...where,
          anomalyId: uuidv5(`${sensorId}@${measuredAt}/${detectorVersion}`, ANOMALIES),
          unit,
          parts: { ...parts },
          ...(expected && { expected }),
          ...(mode && { mode }),
          ...(joins && { episode: joins }),
          detectorVersion,
        };
        const added = await this.anomalies.add(event, correlationId, tx);
        return added ? [draft(AnomalyDetected, event, { correlationId })] : [];
      }
      case 'anomaly_expired': {
        const { joins } = happening;
        const open = await this.anomalies.expire('sensor', sensorId, measuredAt, tx);
        if (!open) return [];
        const event = { ...where, anomalyId: open.id, ...(joins && { episode: joins }) };
        return [draft(AnomalyExpired, event, { correlationId: open.correlationId })];
      }
      case 'machine_anomaly_detected': {
        const { kind: _, shadow: __, contributors, joins, mode, ...rest } = happening;
        const event: AnomalyDetected = {
          ...rest,
          ...where,
          kind: 'equipment',
          anomalyId: uuidv5(`${equipmentId}@${measuredAt}/${machineDetectorVersion}`, ANOMALIES),
          unit,
          parts: Object.fromEntries(contributors.map(({ key, share }) => [key, share])),
          contributors: contributors.map(({ key, ...each }) => ({ ...each, sensorKey: key })),
          ...(mode && { mode }),
          ...(joins && { episode: joins }),
          detectorVersion: machineDetectorVersion,
        };
        const added = await this.anomalies.add(event, correlationId, tx);
        return added ? [draft(AnomalyDetected, event, { correlationId })] : [];
      }
      case 'machine_anomaly_expired': {
        const { joins } = happening;
        const open = await this.anomalies.expire('equipment', equipmentId, measuredAt, tx);
        if (!open) return [];
        const about = { anomalyId: open.id, ...(joins && { episode: joins }) };
        const event = { ...where, ...about, kind: 'equipment' } as const;
        return [draft(AnomalyExpired, event, { correlationId: open.correlationId })];
      }
      case 'sensor_fault_detected': {
        const { kind: _, fault: kind, since, ...rest } = happening;
        const about = { ...where, ...faultOf(sensorId, kind, since), kind };
        const event = { ...rest, ...about, unit, detectorVersion: sensorConditionVersion };
        const added = await this.faults.add(event, correlationId, tx);
        return added ? [draft(SensorFaultDetected, event, { correlationId })] : [];
      }
      case 'sensor_fault_ended': {
        const { fault: kind, since } = happening;
        const event = { ...where, ...faultOf(sensorId, kind, since), kind };
        const began = await this.faults.end(event, tx);
        return began ? [draft(SensorFaultEnded, event, { correlationId: began })] : [];
      }
      case 'limit_exceeded': {
        const { limitId, value, threshold, severity, bound } = happening;
        if (!(await this.anomalies.exceed(limitId, measuredAt, value, correlationId, tx)))
          return [];
        const event = { ...where, limitId, kind: bound, value, threshold, severity, unit };
        return [draft(LimitExceeded, event, { correlationId })];
      }
      case 'limit_returned': {
        const { limitId, value } = happening;
        const open = await this.anomalies.comeBack(limitId, measuredAt, tx);
        if (!open) return [];
        const event = { ...where, limitId, kind: open.kind, value };
        return [draft(LimitReturned, event, { correlationId: open.correlationId })];
      }
    }
  }
}

type OfShadow = Extract<Happening, { joins: string | null }> & { shadow: string };

const isOfShadow = (happening: Happening): happening is OfShadow =>
  'shadow' in happening && happening.shadow !== undefined;

const faultOf = (sensorId: string, kind: string, sinceMs: number) => {
  const since = new Date(sinceMs).toISOString();
  return { faultId: uuidv5(`${sensorId}/${kind}@${since}`, SENSOR_FAULTS), since };
};
