import { Logger } from '@nestjs/common';
import type { CloudEvent, ReadingsRecorded } from '@libs/contracts';
import type { LogMessage, PartitionLease, PartitionSession } from '@libs/messaging';
import { detectorVersion, machineDetectorVersion } from '@libs/detectors';
import { EquipmentWatch } from '@libs/watch';
import type {
  DetectorStateRepository,
  SavedStates,
} from '../persistence/detector-state.repository.js';
import type { AdjustmentRepository } from '../persistence/adjustment.repository.js';
import type { LimitRepository } from '../persistence/limit.repository.js';
import type { RecordHappenings, SensorHappening } from './record-happenings.js';
import type { VersionsInForce } from './versions-in-force.js';

type Batch = CloudEvent<ReadingsRecorded>;

/** What a partition's watch needs of its surroundings. */
export interface Surroundings {
  readonly limits: LimitRepository;
  readonly adjustments: AdjustmentRepository;
  readonly states: DetectorStateRepository;
  readonly recorder: RecordHappenings;
  readonly versions: VersionsInForce;
  /** Asks for batches again that did not come; answers how many there still are. */
  readonly askAgain: (partition: number, from: number, to: number) => Promise<number>;
}

interface Parked {
  readonly batch: Batch;
  readonly streamSeq: number;
}

interface Watched {
  readonly tenantId: string;
  readonly watch: EquipmentWatch;
}

const VERSIONS = { sensors: detectorVersion, equipment: machineDetectorVersion };
const ASK_AGAIN_MS = 5_000;

/**
 * Watches the machines of one partition, in memory; all readings of a machine are in one partition. What it finds is told at once; what it has
 * learnt is kept every few seconds together with the position, and a crash repeats from there.
 */
export class PartitionWatch implements PartitionSession {
  private readonly logger = new Logger('partition-watch');
  private readonly watches = new Map<string, Watched>();
  private readonly parked = new Map<number, Parked>();
  private logSeq: number;
  private askedAt = 0;

  constructor(
    private readonly lease: PartitionLease,
    private readonly saved: SavedStates,
    private readonly around: Surroundings,
  ) {
    this.logSeq = lease.logSeq;
  }

  async apply(messages: readonly LogMessage[]): Promise<void> {
    await this.around.limits.refresh();
    await this.around.adjustments.refresh();
    await this.around.versions.refresh();
    for (const message of messages) {
      const batch = JSON.parse(Buffer.from(message.data).toString('utf8')) as Batch;
      if (batch.data.logSeq <= this.logSeq) continue;
      if (batch.data.logSeq === this.logSeq + 1) await this.observe(batch);
      else this.parked.set(batch.data.logSeq, { batch, streamSeq: message.seq });
    }
    await this.unpark();
    await this.askForMissing();
  }

  async checkpoint(streamSeq: number): Promise<void> {
    await this.askForMissing();
    // What is parked has not been watched yet, so the position stays before it.
    const firstParked = Math.min(...[...this.parked.values()].map((each) => each.streamSeq));
    const reached = Math.max(this.lease.streamSeq, Math.min(streamSeq, firstParked - 1));
    const changed = [...this.watches].filter(([, { watch }]) => watch.changed.size > 0);
    if (reached === this.lease.streamSeq && changed.length === 0) return;
    const sensors = changed.flatMap(([, { tenantId, watch }]) =>
      [...watch.changed].map((id) => ({ id, tenantId, state: watch.sensorBytes(id) })),
    );
    const equipment = changed.map(([id, { tenantId, watch }]) => {
      return { id, tenantId, state: watch.toBytes() };
    });
    await this.lease.commit({ streamSeq: reached, logSeq: this.logSeq }, (tx) =>
      this.around.states.save(this.lease.partition, { sensors, equipment }, VERSIONS, tx),
    );
    for (const [, { watch }] of changed) watch.changed.clear();
  }

  private async observe({ tenantid: tenantId, data }: Batch): Promise<void> {
    const found: SensorHappening[] = [];
    for (const [row, value] of data.value.entries()) {
      const sensor = data.sensors[data.sensor[row] ?? -1];
      const correlationId = data.correlations[data.correlation[row] ?? -1];
      const measuredAtMs = data.measuredAt[row];
      const quality = data.quality[row];
      if (!sensor || !correlationId || measuredAtMs === undefined || !quality) {
        throw new Error(`batch ${data.logSeq} of partition ${data.partition} has uneven columns`);
      }
      const { equipmentId, sensorId } = sensor;
      const { watch } = this.watchOf(tenantId, equipmentId);
      const limits = this.around.limits.of(sensorId);
      const adjustments = this.around.adjustments.of(sensorId);
      const reading = { measuredAtMs, value, quality, recordedAtMs: data.recordedAt };
      for (const { sensor: shown, happening } of watch.observe(
        sensor,
        reading,
        limits,
        adjustments,
      )) {
        const { sensorId: id, key, unit } = shown;
        found.push({ sensorId: id, equipmentId, key, unit, tenantId, correlationId, happening });
      }
    }
    await this.around.recorder.record(found, this.lease);
    this.logSeq = data.logSeq;
  }

  private watchOf(tenantId: string, equipmentId: string): Watched {
    const known = this.watches.get(equipmentId);
    if (known) return known;
    const { sensors, equipment } = this.saved;
    const saved = equipment.get(equipmentId);
    const ways = this.around.versions.of(tenantId);
    const watch = new EquipmentWatch(saved, (id) => sensors.get(id), ways);
    const watched = { tenantId, watch };
    this.watches.set(equipmentId, watched);
    equipment.delete(equipmentId);
    return watched;
  }

  private async unpark(): Promise<void> {
    for (;;) {
      const next = this.parked.get(this.logSeq + 1);
      if (!next) break;
      await this.observe(next.batch);
    }
    for (const logSeq of this.parked.keys()) {
      if (logSeq <= this.logSeq) this.parked.delete(logSeq);
    }
  }

  private async askForMissing(): Promise<void> {
    if (this.parked.size === 0 || Date.now() - this.askedAt < ASK_AGAIN_MS) return;
    this.askedAt = Date.now();
    const from = this.logSeq + 1;
    const to = Math.min(...this.parked.keys()) - 1;
    const { partition } = this.lease;
    this.logger.warn(`batches ${from} to ${to} of partition ${partition} did not come`);
    const kept = await this.around.askAgain(partition, from, to).catch((error: unknown) => {
      // Acquisition is away: asked again later, and nothing learnt meanwhile is thrown away.
      this.logger.warn(`not asked for: ${String(error)}`);
      return undefined;
    });
    if (kept !== 0) return;
    // Nobody has them any more: the readings are stored, only these detectors have not seen them.
    this.logger.error(`batches ${from} to ${to} of partition ${partition} are no longer kept`);
    this.logSeq = to;
    await this.unpark();
  }
}
