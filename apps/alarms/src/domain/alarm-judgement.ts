import type { WrongAlarmReason } from '@libs/contracts';

/** What was said last of an alarm. */
export interface Judgement {
  readonly answer: 'right' | 'wrong' | null;
  readonly judgedBy: string | null;
  readonly judgedAt: Date | null;
  readonly wrongReason: WrongAlarmReason | null;
  readonly judgementComment: string | null;
  /** Whose closing said so; null where a person said it of the alarm itself. */
  readonly judgingWorkOrderId: string | null;
}

export const NOT_JUDGED: Judgement = {
  answer: null,
  judgedBy: null,
  judgedAt: null,
  wrongReason: null,
  judgementComment: null,
  judgingWorkOrderId: null,
};

/** Why nobody may say now whether an alarm was right, or null when it may be said. */
export function refuseJudgement(
  { acked, judgingWorkOrderId }: { acked: boolean; judgingWorkOrderId: string | null },
  { workClosed }: { workClosed: boolean },
): string | null {
  if (!acked) return 'The alarm must be acknowledged first.';
  if (judgingWorkOrderId !== null) {
    return `Who did the work of ${judgingWorkOrderId} has said whether the alarm was right.`;
  }
  return workClosed
    ? 'The work on the alarm’s case is closed: whether the alarm was right is said there.'
    : null;
}
