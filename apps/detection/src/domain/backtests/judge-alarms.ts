import type { BacktestAlarm } from './alarm-book.js';
import type { Failure, JudgedAnomaly } from './known-failures.js';

export interface JudgedFailure extends Failure {
  /** Null when nothing told of it. */
  readonly leadMs: number | null;
}

/** What the alarms of one machine were worth. */
export interface MachineVerdict {
  readonly failures: readonly JudgedFailure[];
  /** Alarms that no known failure followed. */
  readonly unexplained: number;
  /** Alarms during what people called wrong. */
  readonly knownWrong: number;
}

/** About as long as two versions may differ in when they tell of the same. */
const AROUND_MS = 600_000;

type Alarm = Pick<BacktestAlarm, 'beganMs' | 'endedMs'>;

/** Holds alarms against failures: one told of a failure when it was there within the lead before it. */
export function judgeAlarms(
  alarms: readonly Alarm[],
  failures: readonly Failure[],
  judged: readonly JudgedAnomaly[],
  leadMs: number,
): MachineVerdict {
  const tellsOf = ({ beganMs, endedMs }: Alarm, { atMs }: Failure): boolean =>
    beganMs <= atMs && (endedMs ?? Infinity) >= atMs - leadMs;
  const wrong = judged.filter(({ answer }) => answer === 'wrong');
  return {
    failures: failures.map((failure) => {
      const first = alarms.find((alarm) => tellsOf(alarm, failure));
      const lead = first ? Math.min(leadMs, failure.atMs - first.beganMs) : null;
      return { ...failure, leadMs: lead };
    }),
    unexplained: alarms.filter((alarm) => !failures.some((each) => tellsOf(alarm, each))).length,
    knownWrong: alarms.filter((alarm) =>
      wrong.some(
        ({ beganMs, endedMs }) =>
          alarm.beganMs <= endedMs + AROUND_MS &&
          (alarm.endedMs ?? Infinity) >= beganMs - AROUND_MS,
      ),
    ).length,
  };
}
