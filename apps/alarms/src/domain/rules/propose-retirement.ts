import type { ProposalCause, ProposalKind, RuleFigures } from '@libs/contracts';

const CHATTERS_FROM = 3;
const LOAD_FROM_ALARMS = 50;
const LOAD_FROM_SHARE = 0.3;
const SILENT_DAYS = 90;
const DAY_MS = 86_400_000;
/** What differs by less than a tenth is the same; in whole numbers, which are exact. */
const isTenthMore = (more: number, than: number): boolean => more * 10 >= than * 11;

export interface Bounds {
  readonly leastPrecision: number;
  readonly leastAnswers: number;
}

export interface Proposal {
  readonly kind: ProposalKind;
  readonly cause: ProposalCause;
  readonly reason: string;
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** What speaks against a rule most, or null when nothing does. */
export function proposeFor(
  figures: RuleFigures,
  silentSince: Date | null,
  bounds: Bounds,
  now: Date,
): Proposal | null {
  const { rule, right, wrong, precision, chattering, alarms, share } = figures;
  const kind = figures.ruleId === null ? 'revise' : 'retire';
  const answers = right + wrong;
  if (precision !== null && answers >= bounds.leastAnswers && precision < bounds.leastPrecision) {
    const asked = `the plant asks for ${percent(bounds.leastPrecision)}`;
    const reason = `Of ${answers} judged alarms of ${rule}, ${right} were right; ${asked}.`;
    return { kind, cause: 'imprecise', reason };
  }
  if (chattering >= CHATTERS_FROM) {
    const reason = `${rule} came up for the third time within a minute ${chattering} times: a delay or a dead-band is missing.`;
    return { kind: 'revise', cause: 'chattering', reason };
  }
  if (alarms >= LOAD_FROM_ALARMS && share >= LOAD_FROM_SHARE) {
    const reason = `${rule} made ${alarms} alarms, ${percent(share)} of all.`;
    return { kind: 'revise', cause: 'load', reason };
  }
  if (silentSince && now.getTime() - silentSince.getTime() >= SILENT_DAYS * DAY_MS) {
    const days = Math.floor((now.getTime() - silentSince.getTime()) / DAY_MS);
    const reason = `${rule} has been active for ${days} days and raised nothing.`;
    return { kind: 'retire', cause: 'never_raised', reason };
  }
  return null;
}

/** Whether a rule that a person kept has got worse since, in what spoke against it. */
export function isWorse(now: RuleFigures, then: RuleFigures, cause: ProposalCause): boolean {
  switch (cause) {
    case 'imprecise':
      return isTenthMore(then.precision ?? 1, now.precision ?? 1) && now.wrong > then.wrong;
    case 'chattering':
      return isTenthMore(now.chattering, then.chattering);
    case 'load':
      return isTenthMore(now.alarms, then.alarms);
    case 'never_raised':
      return false;
  }
}
