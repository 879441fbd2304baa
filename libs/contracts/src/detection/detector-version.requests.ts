import { CommandContract, QueryContract, Request } from '../envelope/request-contract.js';
import { Choice, Flag, Instant, ListOf, Nested, Real, Text, Uuid, Whole } from '../fields/kinds.js';
import { PageRequest } from '../paging.js';
import { ANOMALY_KINDS, type AnomalyKind } from './anomaly-detected.event.js';
import {
  FAILURE_SOURCES,
  LOAD_CLASSES,
  type FailureSource,
  type LoadClass,
} from './backtest.requests.js';
import { VersionSettings } from './detector-settings.js';

/** Which detector: of a sensor alone, or of a machine's signals together. */
export const DETECTOR_KINDS = ['univariate', 'machine'] as const;
export type DetectorKind = (typeof DETECTOR_KINDS)[number];

/** The life of a version. */
export const VERSION_STATES = ['draft', 'shadow', 'active', 'retired'] as const;
export type VersionState = (typeof VERSION_STATES)[number];

/** How a version came to tell people. */
export const SWITCHES = ['activated', 'rolled_back'] as const;
export type SwitchWord = (typeof SWITCHES)[number];

const optional = { optional: true } as const;

/** What a version told, or would have told. */
export class VersionFigures {
  @Whole({ description: 'Episodes that people are told of, or would be' }) episodes!: number;
  @Whole({ description: 'Machines that these were on' }) equipment!: number;
  @Real({ min: 0 }) alarmsPerOperatorAndDay!: number;
  @Choice(LOAD_CLASSES, { description: 'By EEMUA 191' }) load!: LoadClass;
  @Whole({ description: 'Episodes that the other version has no like of' }) alone!: number;
  @Whole() caught!: number;
  @Whole() missed!: number;
  @Real({ nullable: true, description: 'Of those caught, in the middle' })
  medianLeadSeconds!: number | null;
  @Whole({ description: 'Episodes that no known failure followed' }) unexplained!: number;
  @Whole({ description: 'Episodes during what people called wrong' }) knownWrong!: number;
}

/** A failure that is known, and which of two versions told of it before. */
export class ComparedFailure {
  @Uuid() equipmentId!: string;
  @Choice(FAILURE_SOURCES) source!: FailureSource;
  @Uuid({ description: 'Of the record, the work order or the anomaly' }) sourceId!: string;
  @Text({ max: 300 }) what!: string;
  @Instant() at!: string;
  @Flag({ description: 'The version in shadow told of it' }) shadow!: boolean;
  @Flag({ description: 'People were told of it' }) active!: boolean;
}

/** A version in shadow beside what people were told meanwhile. */
export class VersionComparison {
  @Uuid() versionId!: string;
  @Uuid({ description: 'The version that is active' }) activeVersionId!: string;
  @Instant({ description: 'In shadow for readings measured from then on' }) from!: string;
  @Instant() to!: string;
  @Whole({ min: 1 }) operators!: number;
  @Whole({ description: 'Episodes of the version in shadow that people were told of too' })
  shared!: number;
  @Nested(() => VersionFigures) shadow!: VersionFigures;
  @Nested(() => VersionFigures) active!: VersionFigures;
  @ListOf(() => ComparedFailure, { max: 500, description: 'The first 500' })
  knownFailures!: ComparedFailure[];
  @ListOf(() => VersionBacktest, { max: 20, description: 'Finished ones of this version' })
  backtests!: VersionBacktest[];
}

/** What a finished backtest of a version came to. */
export class VersionBacktest {
  @Uuid() backtestId!: string;
  @Instant() from!: string;
  @Instant() to!: string;
  @Whole() alarms!: number;
  @Real({ min: 0 }) alarmsPerOperatorAndDay!: number;
  @Choice(LOAD_CLASSES) load!: LoadClass;
  @Whole() caught!: number;
  @Whole() missed!: number;
}

/** A decision which version tells people; it never changes. */
export class VersionSwitch {
  @Uuid() id!: string;
  @Choice(SWITCHES) decision!: SwitchWord;
  @Uuid({ description: 'That tells people from then on' }) versionId!: string;
  @Uuid({ description: 'That told them before' }) formerVersionId!: string;
  @Instant({ description: 'For readings measured from then on' }) from!: string;
  @Text({ max: 1000, description: 'Why' }) comment!: string;
  @Text({ max: 120 }) decidedBy!: string;
  @Instant() decidedAt!: string;
  @Nested(() => VersionComparison, { ...optional, description: 'What it was decided upon' })
  comparison?: VersionComparison;
}

/** A version of a detector: its kind and its parameters. */
export class DetectorVersionView {
  @Uuid() id!: string;
  @Choice(DETECTOR_KINDS) kind!: DetectorKind;
  @Whole({ min: 1, description: 'Of its kind; 1 is built in' }) number!: number;
  @Text({ max: 120 }) name!: string;
  @Text({ max: 1000, nullable: true }) note!: string | null;
  @Nested(() => VersionSettings) settings!: VersionSettings;
  @Choice(VERSION_STATES) state!: VersionState;
  @Text({ max: 120 }) author!: string;
  @Instant() createdAt!: string;
  @Instant({ nullable: true, description: 'In shadow for readings measured from then on' })
  shadowFrom!: string | null;
  @Instant({ nullable: true, description: 'And before then' }) shadowUntil!: string | null;
  @Instant({ nullable: true }) retiredAt!: string | null;
  @ListOf(() => VersionSwitch, {
    ...{ max: 100, optional: true },
    description: 'When it came to tell people, newest first; of one version alone',
  })
  switches?: VersionSwitch[];
}

/** An episode that people would have been told of. */
export class ShadowEpisodeView {
  @Uuid() equipmentId!: string;
  @Uuid({ description: 'The sensor that showed it, or showed it most' }) sensorId!: string;
  @Text({ max: 60 }) sensorKey!: string;
  @Choice(ANOMALY_KINDS) kind!: AnomalyKind;
  @Instant() beganAt!: string;
  @Instant({ nullable: true }) endedAt!: string | null;
  @Choice(['alert', 'alarm']) severity!: 'alert' | 'alarm';
  @Real({ min: 0, max: 1 }) score!: number;
  @Text({ max: 1000 }) explanation!: string;
  @Text({ max: 1000 }) explanation_ar!: string;
}

/** Asks for versions, newest first. */
@QueryContract('detection.list-detector-versions')
export class ListDetectorVersions extends PageRequest<DetectorVersionView> {
  @Choice(DETECTOR_KINDS, optional) kind?: DetectorKind;
  @Choice(VERSION_STATES, optional) state?: VersionState;
}

/** Asks for one version, with the decisions about it. */
@QueryContract('detection.get-detector-version')
export class GetDetectorVersion extends Request<DetectorVersionView> {
  @Uuid() versionId!: string;
}

/** Writes a version down; nothing runs by it yet. */
@CommandContract('detection.draft-detector-version')
export class DraftDetectorVersion extends Request<DetectorVersionView> {
  @Choice(DETECTOR_KINDS) kind!: DetectorKind;
  @Text({ max: 120 }) name!: string;
  @Text({ max: 1000, ...optional }) note?: string;
  @Nested(() => VersionSettings) settings!: VersionSettings;
}

/** Lets a draft run beside the active version, from about now on. */
@CommandContract('detection.shadow-detector-version')
export class ShadowDetectorVersion extends Request<DetectorVersionView> {
  @Uuid() versionId!: string;
}

/** Lets a version in shadow tell people, from about now on. */
@CommandContract('detection.activate-detector-version')
export class ActivateDetectorVersion extends Request<DetectorVersionView> {
  @Uuid() versionId!: string;
  @Text({ max: 1000 }) comment!: string;
}

/** Takes a version out of use that is not active. */
@CommandContract('detection.retire-detector-version')
export class RetireDetectorVersion extends Request<DetectorVersionView> {
  @Uuid() versionId!: string;
}

/** Lets the version tell people again that did before this one. */
@CommandContract('detection.roll-back-detector-version')
export class RollBackDetectorVersion extends Request<DetectorVersionView> {
  @Uuid({ description: 'The active version' }) versionId!: string;
  @Text({ max: 1000 }) reason!: string;
}

/** Asks what a version in shadow would have told, newest first. */
@QueryContract('detection.list-shadow-episodes')
export class ListShadowEpisodes extends PageRequest<ShadowEpisodeView> {
  @Uuid() versionId!: string;
  @Uuid(optional) equipmentId?: string;
}

/** Asks how a version in shadow does beside the active one. */
@QueryContract('detection.compare-detector-version')
export class CompareDetectorVersion extends Request<VersionComparison> {
  @Uuid() versionId!: string;
}
