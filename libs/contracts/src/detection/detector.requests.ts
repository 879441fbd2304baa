import { QueryContract, Request } from '../envelope/request-contract.js';
import { Choice, FreeForm, Real, Text, Whole } from '../fields/kinds.js';
import { ANOMALY_KINDS, type AnomalyKind } from './anomaly-detected.event.js';

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
}

/** Asks which detectors run. */
@QueryContract('detection.list-detectors')
export class ListDetectors extends Request<DetectorView[]> {}
