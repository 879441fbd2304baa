import {
  Choice,
  FreeForm,
  Instant,
  ListOf,
  Nested,
  Real,
  Text,
  Uuid,
  Whole,
} from '../fields/kinds.js';
import { CommandContract, QueryContract, Request } from '../envelope/request-contract.js';
import { AnomalyOutcome } from '../alarms/case-steps.requests.js';
import { ListRequest, PageRequest } from '../paging.js';
import { SEVERITIES, type Severity } from '../words.js';
import {
  ANOMALY_KINDS,
  Contributor,
  ExpectedBand,
  OPERATING_MODES,
  type AnomalyKind,
  type OperatingModeWord,
} from './anomaly-detected.event.js';

/** An anomaly of the same sensor or machine from before, and how it went. */
export class SimilarAnomaly {
  @Uuid() id!: string;
  @Instant() measuredAt!: string;
  @Choice(['alert', 'alarm']) severity!: 'alert' | 'alarm';
  @Real({ min: 0, max: 1, description: 'Of what its parts or contributors showed' })
  likeness!: number;
  @Real({ min: 0, nullable: true, description: 'Null while it lasts' })
  lastedSeconds!: number | null;
  @Nested(() => AnomalyOutcome, {
    optional: true,
    description: 'What became of it; missing where no case rests on it',
  })
  outcome?: AnomalyOutcome;
}

/** An anomaly as it was found, with what explains it. */
export class AnomalyView {
  @Uuid() id!: string;
  @Uuid() equipmentId!: string;
  @Uuid() sensorId!: string;
  @Text({ max: 60 }) sensorKey!: string;
  @Instant() measuredAt!: string;
  @Instant({ nullable: true }) expiredAt!: string | null;
  @Real() value!: number;
  @Text({ max: 30 }) unit!: string;
  @Real({ min: 0, max: 1 }) score!: number;
  @Choice(['alert', 'alarm']) severity!: 'alert' | 'alarm';
  @Nested(() => ExpectedBand, { nullable: true }) expected!: ExpectedBand | null;
  @FreeForm() parts!: Record<string, number>;
  @Text({ max: 1000 }) explanation!: string;
  @Text({ max: 60 }) detectorVersion!: string;
  @Uuid() correlationId!: string;
  @Choice(ANOMALY_KINDS, { optional: true }) kind?: AnomalyKind;
  @ListOf(() => Contributor, { max: 16, optional: true, description: 'The most first' })
  contributors?: Contributor[];
  @Text({ max: 60, nullable: true, optional: true }) episode?: string | null;
  @Text({ max: 1000, nullable: true, optional: true }) explanation_ar?: string | null;
  @Choice(OPERATING_MODES, {
    optional: true,
    nullable: true,
    description: 'What the machine was doing; null where that is not known',
  })
  mode?: OperatingModeWord | null;
  @ListOf(() => SimilarAnomaly, {
    max: 3,
    optional: true,
    description: 'The most alike of the past, where one anomaly is asked for',
  })
  similar?: SimilarAnomaly[];
  @Nested(() => AnomalyOutcome, { optional: true }) outcome?: AnomalyOutcome;
}

/** Asks for anomalies, newest first. */
@QueryContract('detection.list-anomalies')
export class ListAnomalies extends ListRequest<AnomalyView> {
  @Uuid({ optional: true }) equipmentId?: string;
  @Uuid({ optional: true }) sensorId?: string;
  @Instant({ optional: true }) from?: string;
  @Instant({ optional: true }) to?: string;
  @Choice(['alert', 'alarm'], { optional: true }) severity?: 'alert' | 'alarm';
  @Choice(ANOMALY_KINDS, { optional: true }) kind?: AnomalyKind;
}

/** Asks for one anomaly. */
@QueryContract('detection.get-anomaly')
export class GetAnomaly extends Request<AnomalyView> {
  @Uuid() anomalyId!: string;
}

/** A configured limit of a sensor. */
export class LimitView {
  @Uuid() id!: string;
  @Uuid() sensorId!: string;
  @Uuid() equipmentId!: string;
  @Choice(['high', 'low']) kind!: 'high' | 'low';
  @Real() threshold!: number;
  @Real({ min: 0 }) deadband!: number;
  @Whole({ min: 0 }) onDelayMs!: number;
  @Whole({ min: 0 }) offDelayMs!: number;
  @Choice(SEVERITIES) severity!: Severity;
  @Instant() createdAt!: string;
}

/** Sets a limit on a sensor; one per sensor, kind and severity. */
@CommandContract('detection.set-limit')
export class SetLimit extends Request<LimitView> {
  @Uuid() sensorId!: string;
  @Choice(['high', 'low']) kind!: 'high' | 'low';
  @Real() threshold!: number;
  @Real({ min: 0, optional: true, default: 0 }) deadband?: number;
  @Whole({ min: 0, max: 86_400_000, optional: true, default: 0 }) onDelayMs?: number;
  @Whole({ min: 0, max: 86_400_000, optional: true, default: 0 }) offDelayMs?: number;
  @Choice(SEVERITIES) severity!: Severity;
}

/** Takes a limit away; an exceedance of it ends. */
@CommandContract('detection.remove-limit')
export class RemoveLimit extends Request<{ id: string }> {
  @Uuid() limitId!: string;
}

/** Asks for the limits of a sensor, or all. */
@QueryContract('detection.list-limits')
export class ListLimits extends PageRequest<LimitView> {
  @Uuid({ optional: true }) sensorId?: string;
}

/** Asks how many anomalies have been found. */
@QueryContract('detection.count-anomalies')
export class CountAnomalies extends Request<{ anomalies: number }> {}
