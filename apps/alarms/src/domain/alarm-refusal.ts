import { ALARM_ACTIONS, type AlarmAction } from '@libs/contracts';
import { BY_PERSON, isCalm, type AlarmParts } from './alarm-parts.js';

type Refuse = (parts: AlarmParts) => string | null;

const REFUSALS: Readonly<Record<AlarmAction, Refuse>> = {
  acknowledge: (parts) => {
    if (isCalm(parts)) return 'The alarm is normal: nothing is to be acknowledged.';
    return parts.acked ? 'The alarm is acknowledged already.' : null;
  },
  shelve: (parts) =>
    parts.outOfServiceBy === null ? null : 'The alarm is out of service and cannot be shelved.',
  unshelve: (parts) => (parts.shelvedUntil === null ? 'The alarm is not shelved.' : null),
  suppress: (parts) =>
    parts.suppressedBy.includes(BY_PERSON) ? 'The alarm is suppressed by a person already.' : null,
  unsuppress: (parts) => {
    if (parts.suppressedBy.includes(BY_PERSON)) return null;
    return parts.suppressedBy.length === 0
      ? 'The alarm is not suppressed.'
      : `The alarm is suppressed by ${parts.suppressedBy.join(', ')} and comes back by itself.`;
  },
  take_out_of_service: (parts) =>
    parts.outOfServiceBy === null ? null : 'The alarm is out of service already.',
  return_to_service: (parts) =>
    parts.outOfServiceBy === null ? 'The alarm is not out of service.' : null,
  reset: (parts) => {
    if (!parts.latched) return 'The alarm is not latched: nothing is to be reset.';
    if (parts.active) return 'The condition is still true.';
    return parts.acked ? null : 'The alarm must be acknowledged first.';
  },
  comment: () => null,
};

/** Why a person may not do this with an alarm now, or null when they may. */
export const refusalOf = (parts: AlarmParts, action: AlarmAction): string | null =>
  REFUSALS[action](parts);

export const allowedActions = (parts: AlarmParts): AlarmAction[] =>
  ALARM_ACTIONS.filter((action) => refusalOf(parts, action) === null);
