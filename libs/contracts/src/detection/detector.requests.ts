import { QueryContract, Request } from '../envelope/request-contract.js';
import { Choice, FreeForm, ListOf, Nested, Real, Text, Uuid, Whole } from '../fields/kinds.js';
import { ANOMALY_KINDS, type AnomalyKind } from './anomaly-detected.event.js';
import { VersionSettings } from './detector-settings.js';
import { VERSION_STATES, type VersionState } from './detector-version.requests.js';

/** A version on the card of its detector. */
export class VersionCard {
  @Uuid() versionId!: string;
  @Whole({ min: 1 }) number!: number;
  @Text({ max: 120 }) name!: string;
  @Choice(VERSION_STATES) state!: VersionState;
  @Nested(() => VersionSettings, { description: 'All of them, also those of the built-in one' })
  settings!: VersionSettings;
  @Whole({ description: 'Anomalies it told of that people called right' }) right!: number;
  @Whole() wrong!: number;
  @Real({ min: 0, max: 1, nullable: true, description: 'Null before anybody said' })
  precision!: number | null;
}

/** The card of a detector: what it is, what it learnt from, and its figures with the command that shows them. */
export class DetectorView {
  @Text({ max: 60 }) version!: string;
  @Choice(ANOMALY_KINDS) watches!: AnomalyKind;
  @Text({ max: 1000 }) what!: string;
  @Text({ max: 1000 }) trainedOn!: string;
  @FreeForm() parameters!: Record<string, number>;
  @FreeForm() figures!: Record<string, number>;
  @Text({ max: 200, description: 'What measures the figures again' }) command!: string;
  @Whole({ min: 0, optional: true, description: 'Anomalies that people called right' })
  right?: number;
  @Whole({ min: 0, optional: true }) wrong?: number;
  @Real({ min: 0, max: 1, nullable: true, optional: true, description: 'Null before anybody said' })
  precision?: number | null;
  @ListOf(() => VersionCard, {
    ...{ max: 100, optional: true },
    description: 'The newest 100 that are or were in use',
  })
  versions?: VersionCard[];
}

/** Asks which detectors run. */
@QueryContract('detection.list-detectors')
export class ListDetectors extends Request<DetectorView[]> {}
