import type {
  AlarmRuleDefinition,
  BacktestResult,
  BacktestState,
  DetectorKind,
  DetectorSettings,
} from '@libs/contracts';

/** A backtest as its row has it. */
export interface Backtest {
  readonly id: string;
  readonly state: BacktestState;
  readonly reason: string | null;
  readonly from: Date;
  readonly to: Date;
  readonly learnDays: number;
  readonly leadHours: number;
  readonly settings: Readonly<Partial<DetectorSettings>>;
  readonly detectorVersion: number | null;
  /** The stored version whose settings those are. */
  readonly versionId: string | null;
  readonly versionKind: DetectorKind | null;
  readonly ruleId: string | null;
  readonly ruleVersion: number | null;
  /** As it was when the backtest was asked for. */
  readonly rule: AlarmRuleDefinition | null;
  readonly equipment: number;
  readonly equipmentDone: number;
  readonly readings: number;
  readonly requestedBy: string;
  readonly correlationId: string;
  readonly attempt: number;
  /** How often it was begun since the last machine was done. */
  readonly tries: number;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly result: BacktestResult | null;
}

/** How a backtest comes to its end. */
export type End = Extract<BacktestState, 'done' | 'failed' | 'cancelled'>;

/** Whether there is still something to come. */
export const isActive = ({ state }: Pick<Backtest, 'state'>): boolean =>
  state === 'queued' || state === 'running';

const DAY_MS = 86_400_000;

/** From when on is read: before the window is only learnt. */
export const learnFrom = ({ from, learnDays }: Pick<Backtest, 'from' | 'learnDays'>): Date =>
  new Date(from.getTime() - learnDays * DAY_MS);

export const leadMsOf = ({ leadHours }: Pick<Backtest, 'leadHours'>): number =>
  leadHours * 3_600_000;
