import { PARTITIONS, ResendReadings } from '@libs/contracts';
import {
  NO_TENANT,
  Reads,
  RequestClient,
  type LogReader,
  type PartitionLease,
  type PartitionSession,
} from '@libs/messaging';
import { AdjustmentRepository } from '../persistence/adjustment.repository.js';
import { DetectorStateRepository } from '../persistence/detector-state.repository.js';
import { LimitRepository } from '../persistence/limit.repository.js';
import { VersionsInForce } from '../watching/versions-in-force.js';
import { PartitionWatch } from '../watching/partition-watch.js';
import { RecordHappenings } from '../watching/record-happenings.js';

const MYSELF = {
  tenantId: NO_TENANT,
  actor: 'agent:detection',
  name: 'detection',
  roles: [],
  permissions: [],
};

/** READINGS, by position: every reading passes its sensor's detector once, in order. */
@Reads('READINGS')
export class DetectAnomaliesOnReadingsRecorded implements LogReader {
  readonly partitions = PARTITIONS.READINGS;

  constructor(
    private readonly states: DetectorStateRepository,
    private readonly limits: LimitRepository,
    private readonly adjustments: AdjustmentRepository,
    private readonly recorder: RecordHappenings,
    private readonly requests: RequestClient,
    private readonly versions: VersionsInForce,
  ) {}

  partitionOf(subject: string): number {
    return Number(subject.split('.')[1]);
  }

  async open(lease: PartitionLease): Promise<PartitionSession> {
    const saved = await this.states.load(lease.partition);
    const { states, limits, adjustments, recorder, versions } = this;
    const askAgain = async (partition: number, from: number, to: number): Promise<number> => {
      const request = { partition, fromLogSeq: from, toLogSeq: to };
      return (await this.requests.ask(ResendReadings, request, MYSELF)).resent;
    };
    const around = { states, limits, adjustments, recorder, versions, askAgain };
    return new PartitionWatch(lease, saved, around);
  }
}
