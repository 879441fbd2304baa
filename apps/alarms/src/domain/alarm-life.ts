import type { AlarmHappening, Severity } from '@libs/contracts';
import { BY_PERSON, isOver, NOT_SHELVED, NOT_SUPPRESSED, type AlarmParts } from './alarm-parts.js';
import { allowedActions, refusalOf } from './alarm-refusal.js';
import type { AlarmStep, AlarmTrigger, PersonTrigger, PlantTrigger } from './alarm-trigger.js';
import { isWorse, worseOf } from './severity.js';

const UNCHANGED: AlarmStep = { kind: 'unchanged' };

/** Whatever lands in the normal state is cleared by that. */
const moved = (parts: AlarmParts, happened: AlarmHappening): AlarmStep => ({
  kind: 'moved',
  parts,
  happened: isOver(parts) ? [happened, 'cleared'] : [happened],
});

/** One step of an alarm's life; `null` is the normal state of an alarm that never was. */
export function stepAlarm(alarm: AlarmParts | null, trigger: AlarmTrigger): AlarmStep {
  switch (trigger.kind) {
    case 'condition_true':
      return alarm && !isOver(alarm) ? becomeTrueAgain(alarm, trigger) : raise(trigger);
    case 'condition_false':
    case 'shelving_due':
    case 'cause_began':
    case 'cause_ended':
      return alarm ? followPlant(alarm, trigger) : UNCHANGED;
    case 'acknowledge':
    case 'shelve':
    case 'unshelve':
    case 'suppress':
    case 'unsuppress':
    case 'take_out_of_service':
    case 'return_to_service':
    case 'reset':
      return obeyPerson(alarm, trigger);
  }
}

type ConditionTrue = PlantTrigger & { kind: 'condition_true' };

const raise = ({ severity, latching, suppressedBy }: ConditionTrue): AlarmStep =>
  moved(
    {
      ...NOT_SUPPRESSED,
      active: true,
      acked: false,
      latched: latching,
      suppressedBy,
      severity,
      count: 1,
    },
    'raised',
  );

function becomeTrueAgain(open: AlarmParts, { severity, latching }: ConditionTrue): AlarmStep {
  const worst = worseOf(open.severity, severity);
  if (!open.active) {
    const again = { active: true, acked: false, severity: worst, count: open.count + 1 };
    return moved({ ...open, ...again, latched: open.latched || latching }, 'reraised');
  }
  if (!isWorse(severity, open.severity)) return UNCHANGED;
  return moved({ ...open, severity, acked: false }, 'severity_raised');
}

function followPlant(known: AlarmParts, trigger: Exclude<PlantTrigger, ConditionTrue>): AlarmStep {
  switch (trigger.kind) {
    case 'condition_false': {
      if (!known.active) return UNCHANGED;
      const parts = { ...known, active: false };
      return isOver(parts)
        ? { kind: 'moved', parts, happened: ['cleared'] }
        : moved(parts, 'returned');
    }
    case 'shelving_due':
      return known.shelvedUntil !== null && known.shelvedUntil <= trigger.at
        ? unshelve(known)
        : UNCHANGED;
    case 'cause_began':
      return known.suppressedBy.includes(trigger.cause)
        ? UNCHANGED
        : moved({ ...known, suppressedBy: [...known.suppressedBy, trigger.cause] }, 'suppressed');
    case 'cause_ended':
      return known.suppressedBy.includes(trigger.cause) ? lift(known, trigger.cause) : UNCHANGED;
  }
}

/** Who shelves has seen the alarm as it was; what is true at the end asks anew. */
const unshelve = (known: AlarmParts): AlarmStep =>
  moved({ ...known, ...NOT_SHELVED, acked: !known.active }, 'unshelved');

const lift = (known: AlarmParts, cause: string): AlarmStep =>
  moved(
    { ...known, suppressedBy: known.suppressedBy.filter((each) => each !== cause) },
    'unsuppressed',
  );

const refused = (known: AlarmParts, reason: string): AlarmStep => ({
  kind: 'refused',
  reason,
  allowed: allowedActions(known),
});

const NORMAL: AlarmParts = {
  ...NOT_SUPPRESSED,
  active: false,
  acked: true,
  latched: false,
  severity: 'low' satisfies Severity,
  count: 0,
};

function obeyPerson(alarm: AlarmParts | null, trigger: PersonTrigger): AlarmStep {
  const known = alarm ?? NORMAL;
  const refusal = refusalOf(known, trigger.kind);
  if (refusal !== null) return refused(known, refusal);
  switch (trigger.kind) {
    case 'acknowledge':
      return moved({ ...known, acked: true }, 'acknowledged');
    case 'shelve':
      return shelve(known, trigger);
    case 'unshelve':
      return unshelve(known);
    case 'suppress':
      return moved({ ...known, suppressedBy: [...known.suppressedBy, BY_PERSON] }, 'suppressed');
    case 'unsuppress':
      return lift(known, BY_PERSON);
    case 'take_out_of_service':
      return moved({ ...known, outOfServiceBy: trigger.by }, 'suppressed');
    case 'return_to_service':
      return moved({ ...known, outOfServiceBy: null }, 'unsuppressed');
    case 'reset':
      return moved({ ...known, latched: false }, 'reset');
  }
}

function shelve(known: AlarmParts, trigger: PersonTrigger & { kind: 'shelve' }): AlarmStep {
  const { at, minutes, longestMinutes, by: shelvedBy, reason: shelveReason } = trigger;
  if (minutes > longestMinutes) {
    const limit = longestMinutes === 0 ? 'not at all' : `for ${longestMinutes} minutes at most`;
    return refused(known, `An alarm of ${known.severity} severity may be shelved ${limit}.`);
  }
  const shelvedUntil = new Date(at.getTime() + minutes * 60_000);
  return moved({ ...known, shelvedUntil, shelvedBy, shelveReason }, 'shelved');
}
