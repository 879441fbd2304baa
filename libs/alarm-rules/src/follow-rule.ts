import type { Verdict } from './evaluate-condition.js';

/** Where a rule stands on one equipment. */
export interface RuleStanding {
  readonly raised: boolean;
  /** Since when it has been otherwise than `raised` says, waiting for its delay. */
  readonly changingSince: Date | null;
}

export interface RuleDelays {
  readonly onDelaySeconds?: number;
  readonly offDelaySeconds?: number;
}

export interface RuleMove {
  readonly standing: RuleStanding;
  readonly change: 'began' | 'ended' | null;
  /** When to look again though nothing is reported. */
  readonly dueAt: Date | null;
}

/** Lets a rule's alarm follow its verdict, past its on- and off-delay. */
export function followRule(
  known: RuleStanding,
  { holds, again }: Verdict,
  delays: RuleDelays,
  now: Date,
): RuleMove {
  if (holds === known.raised) {
    return { standing: { ...known, changingSince: null }, change: null, dueAt: again };
  }
  const seconds = (holds ? delays.onDelaySeconds : delays.offDelaySeconds) ?? 0;
  const changingSince = known.changingSince ?? now;
  const past = new Date(changingSince.getTime() + seconds * 1000);
  if (now < past) {
    const dueAt = again && again < past ? again : past;
    return { standing: { raised: known.raised, changingSince }, change: null, dueAt };
  }
  return {
    standing: { raised: holds, changingSince: null },
    change: holds ? 'began' : 'ended',
    dueAt: again,
  };
}
