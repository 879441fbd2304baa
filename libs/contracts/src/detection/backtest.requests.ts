import { CommandContract, QueryContract, Request } from '../envelope/request-contract.js';
import {
  Choice,
  Instant,
  ListOf,
  Nested,
  Real,
  Text,
  TextList,
  Uuid,
  Whole,
} from '../fields/kinds.js';
import { PageRequest } from '../paging.js';
import { ANOMALY_KINDS, type AnomalyKind } from './anomaly-detected.event.js';
import { DetectorSettings } from './detector-settings.js';

/** How far a backtest has come. */
export const BACKTEST_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type BacktestState = (typeof BACKTEST_STATES)[number];

/** How well an operator can bear a rate of alarms (EEMUA 191: 144, 288 and 720 a day). */
export const LOAD_CLASSES = ['acceptable', 'manageable', 'over_demanding', 'unacceptable'] as const;
export type LoadClass = (typeof LOAD_CLASSES)[number];

/** What tells that a machine had failed, or that it had not. */
export const FAILURE_SOURCES = ['maintenance_record', 'work_order', 'feedback'] as const;
export type FailureSource = (typeof FAILURE_SOURCES)[number];

const optional = { optional: true } as const;

/** A version of an alarm rule. */
export class RuleVersion {
  @Uuid() ruleId!: string;
  @Whole({ min: 1, max: 2_147_483_647 }) version!: number;
}

/** A failure that is known, and whether it was told of before. */
export class KnownFailure {
  @Uuid() equipmentId!: string;
  @Choice(FAILURE_SOURCES) source!: FailureSource;
  @Uuid({ description: 'Of the record, the work order or the anomaly' }) sourceId!: string;
  @Text({ max: 300 }) what!: string;
  @Instant() at!: string;
  @Real({ nullable: true, description: 'From the first alarm that told of it; null: missed' })
  leadSeconds!: number | null;
}

/** How many alarms began on a day, UTC. */
export class AlarmsOfDay {
  @Text({ max: 10, example: '2026-11-21' }) on!: string;
  @Whole({ min: 0 }) alarms!: number;
}

/** What a version of a rule or detector would have told, and what of it was right, in figures. */
export class BacktestFigures {
  @Whole({ description: 'Alarms that would have been raised' }) alarms!: number;
  @Whole({ min: 1 }) operators!: number;
  @Real({ min: 0 }) alarmsPerOperatorAndDay!: number;
  @Whole({ description: 'Most in one slice of ten minutes' }) peakPerTenMinutes!: number;
  @Choice(LOAD_CLASSES, { description: 'By EEMUA 191' }) load!: LoadClass;
  @Whole() failures!: number;
  @Whole() caught!: number;
  @Whole() missed!: number;
  @Real({ nullable: true, description: 'Of those caught, in the middle' })
  medianLeadSeconds!: number | null;
  @Whole({ description: 'Alarms that no known failure followed' }) unexplained!: number;
  @Whole({ description: 'Alarms during what people called wrong' }) knownWrong!: number;
}

/** The same with the failures and the days. */
export class BacktestResult extends BacktestFigures {
  @ListOf(() => KnownFailure, { max: 500, description: 'The first 500' })
  knownFailures!: KnownFailure[];
  @ListOf(() => AlarmsOfDay, { max: 400 }) days!: AlarmsOfDay[];
}

/** A rule or detector version run over stored history. */
export class BacktestView {
  @Uuid() id!: string;
  @Choice(BACKTEST_STATES) state!: BacktestState;
  @Text({ max: 1000, ...optional, description: 'Why it failed' }) reason?: string;
  @Instant() from!: string;
  @Instant() to!: string;
  @Whole({ description: 'Days before, of which is only learnt' }) learnDays!: number;
  @Whole({ description: 'An alarm so long before a failure told of it' }) leadHours!: number;
  @Nested(() => DetectorSettings) settings!: DetectorSettings;
  @Whole({ ...optional, description: 'The version whose parameters those are' })
  detectorVersion?: number;
  @Nested(() => RuleVersion, optional) rule?: RuleVersion;
  @Whole({ description: 'Machines to be judged' }) equipment!: number;
  @Whole({ description: 'Machines judged; progress is this by those' }) equipmentDone!: number;
  @Whole({ description: 'Readings judged' }) readings!: number;
  @Text({ max: 120 }) requestedBy!: string;
  @Instant() createdAt!: string;
  @Instant(optional) startedAt?: string;
  @Instant(optional) endedAt?: string;
  @Nested(() => BacktestResult, optional) result?: BacktestResult;
}

/** An alarm that a backtest would have led to. */
export class BacktestAlarmView {
  @Uuid() equipmentId!: string;
  @Choice(['detector', 'rule']) by!: 'detector' | 'rule';
  @Choice(ANOMALY_KINDS) kind!: AnomalyKind;
  @Text({ max: 60, nullable: true, description: 'The sensor that showed it, or showed it most' })
  sensorKey!: string | null;
  @Instant() beganAt!: string;
  @Instant({ nullable: true }) endedAt!: string | null;
  @Choice(['alert', 'alarm'], { nullable: true }) severity!: 'alert' | 'alarm' | null;
  @Real({ min: 0, max: 1, nullable: true }) score!: number | null;
  @Text({ max: 1000 }) explanation!: string;
}

/** Runs a rule or detector version over stored history, as a job. */
@CommandContract('detection.start-backtest')
export class StartBacktest extends Request<BacktestView> {
  @Instant() from!: string;
  @Instant({ description: 'At most 366 days later' }) to!: string;
  @TextList({ max: 200, ...optional, description: 'Ids; else every machine with sensors' })
  equipmentIds?: string[];
  @Nested(() => DetectorSettings, { ...optional, description: 'A version by its parameters' })
  settings?: DetectorSettings;
  @Nested(() => RuleVersion, { ...optional, description: 'Tells what this rule would raise' })
  rule?: RuleVersion;
  @Whole({ min: 0, max: 90, ...optional, default: 7 }) learnDays?: number;
  @Whole({ min: 1, max: 2160, ...optional, default: 168 }) leadHours?: number;
}

/** Asks for backtests, newest first. */
@QueryContract('detection.list-backtests')
export class ListBacktests extends PageRequest<BacktestView> {
  @Choice(BACKTEST_STATES, optional) state?: BacktestState;
  @Uuid({ ...optional, description: 'Of this alarm rule' }) ruleId?: string;
  @Whole({ min: 1, max: 2_147_483_647, ...optional }) detectorVersion?: number;
}

/** Asks for one backtest. */
@QueryContract('detection.get-backtest')
export class GetBacktest extends Request<BacktestView> {
  @Uuid() backtestId!: string;
}

/** Ends a backtest before its time. */
@CommandContract('detection.cancel-backtest')
export class CancelBacktest extends Request<BacktestView> {
  @Uuid() backtestId!: string;
}

/** Asks when a backtest would have told of something, in time. */
@QueryContract('detection.list-backtest-alarms')
export class ListBacktestAlarms extends PageRequest<BacktestAlarmView> {
  @Uuid() backtestId!: string;
  @Uuid(optional) equipmentId?: string;
}
