import type { IntervalUnit, PlanDefinition, PlanTrigger } from '@libs/contracts';
import { faultsOfTasks } from '../../domain/tasks/faults-of-task.js';
import { faultOfRule } from './calendar-dates.js';
import { isLocalTime, isTimeZone } from './local-time.js';

export interface PlanFault {
  readonly field: string;
  readonly message: string;
}

const NEEDS: Readonly<Record<PlanTrigger['kind'], readonly (keyof PlanTrigger)[]>> = {
  calendar: ['rule', 'startsAt'],
  interval: ['every', 'unit'],
  meter: ['sensorKey'],
  condition: ['sensorKey', 'limit'],
  health: ['health'],
  event: ['event'],
  prediction: ['withinHours', 'limit'],
  inspection: [],
};

/** A hundred years of each unit; nobody lives to see more, and dates end some day. */
const LONGEST: Readonly<Record<IntervalUnit, number>> = {
  hours: 876_600,
  days: 36_525,
  weeks: 5_218,
  months: 1_200,
  years: 100,
};

/** What a plan cannot be followed for, by field. */
export function faultsOfPlan({
  timeZone,
  equipmentIds,
  triggers,
  tasks = [],
}: PlanDefinition): PlanFault[] {
  const faults = triggers.flatMap((trigger, index) =>
    faultsOfTrigger(trigger).map(({ field, message }) => ({
      field: `triggers.${index}.${field}`,
      message: `${field} ${message}`,
    })),
  );
  if (!isTimeZone(timeZone)) {
    faults.push({ field: 'timeZone', message: 'timeZone is no IANA time zone' });
  }
  if (equipmentIds.length === 0 || new Set(equipmentIds).size < equipmentIds.length) {
    const message = 'equipmentIds must name at least one equipment, each once';
    faults.push({ field: 'equipmentIds', message });
  }
  return [...faults, ...faultsOfTasks(tasks)];
}

function faultsOfTrigger(trigger: PlanTrigger): PlanFault[] {
  const missing = NEEDS[trigger.kind].filter((field) => trigger[field] === undefined);
  if (missing.length > 0) {
    return missing.map((field) => ({ field, message: `is needed for ${trigger.kind}` }));
  }
  switch (trigger.kind) {
    case 'calendar':
      return faultsOfCalendar(trigger);
    case 'interval': {
      const { every = 0, unit } = trigger;
      const whole = unit === 'hours' || Number.isInteger(every);
      if (!whole) return [{ field: 'every', message: 'must be whole, but for hours' }];
      const past = every > LONGEST[unit ?? 'hours'];
      return past ? [{ field: 'every', message: 'must come within a hundred years' }] : [];
    }
    case 'meter': {
      const one = (trigger.every === undefined) !== (trigger.at === undefined);
      return one ? [] : [{ field: 'every', message: 'or at is needed, one of them' }];
    }
    case 'condition': {
      const { direction = 'above', limit = 0, release = limit } = trigger;
      const apart = direction === 'above' ? release <= limit : release >= limit;
      return apart ? [] : [{ field: 'release', message: 'must lie on the good side of limit' }];
    }
    case 'prediction': {
      const { limit = 0, release = limit } = trigger;
      if (limit < 0 || limit >= 1)
        return [{ field: 'limit', message: 'must be from 0 to below 1' }];
      return release >= 0 && release <= limit
        ? []
        : [{ field: 'release', message: 'must lie between 0 and limit' }];
    }
    case 'inspection': {
      const some = trigger.score !== undefined || trigger.item !== undefined;
      return some ? [] : [{ field: 'score', message: 'or item is needed' }];
    }
    case 'health':
    case 'event':
      return [];
  }
}

function faultsOfCalendar({ rule = '', startsAt = '' }: PlanTrigger): PlanFault[] {
  if (!isLocalTime(startsAt)) return [{ field: 'startsAt', message: 'is no local time' }];
  const message = faultOfRule(rule, startsAt);
  return message === null ? [] : [{ field: 'rule', message }];
}
