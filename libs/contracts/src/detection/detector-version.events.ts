import { EventContract } from '../envelope/event-contract.js';
import { Choice, Instant, Text, Uuid, Whole } from '../fields/kinds.js';
import { DETECTOR_KINDS, type DetectorKind } from './detector-version.requests.js';

/** What every event of a detector version tells. */
export abstract class DetectorVersionEvent {
  @Uuid() versionId!: string;
  @Choice(DETECTOR_KINDS) kind!: DetectorKind;
  @Whole({ min: 1 }) number!: number;
  @Text({ max: 120 }) name!: string;
  @Text({ max: 120, description: 'Who decided so' }) by!: string;
}

/** A version was written down. */
@EventContract('detection.version.drafted.v1')
export class DetectorVersionDrafted extends DetectorVersionEvent {}

/** A version runs beside the active one and raises nothing. */
@EventContract('detection.version.shadowed.v1')
export class DetectorVersionShadowed extends DetectorVersionEvent {
  @Instant({ description: 'For readings measured from then on' }) from!: string;
}

/** People are told of what a version finds. */
@EventContract('detection.version.activated.v1')
export class DetectorVersionActivated extends DetectorVersionEvent {
  @Uuid() formerVersionId!: string;
  @Instant({ description: 'For readings measured from then on' }) from!: string;
  @Text({ max: 1000 }) comment!: string;
}

/** The version that was active before is so again. */
@EventContract('detection.version.rolled_back.v1')
export class DetectorVersionRolledBack extends DetectorVersionEvent {
  @Uuid({ description: 'That tells people again' }) activeVersionId!: string;
  @Instant({ description: 'For readings measured from then on' }) from!: string;
  @Text({ max: 1000 }) reason!: string;
}

/** A version is out of use. */
@EventContract('detection.version.retired.v1')
export class DetectorVersionRetired extends DetectorVersionEvent {}
