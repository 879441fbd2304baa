import type { Asker, PlanDefinition, PlanTrigger } from '@libs/contracts';
import { nextDates } from './calendar-dates.js';
import { conditionDueAt, eventsDueAt } from './conditions.js';
import { inspectionDueAt } from './hear-finding.js';
import { addInterval, instantOf } from './local-time.js';
import type { Asked, Facts, Holding, Occurrence, Standing } from './plan-at-equipment.js';

/** When a trigger asks for work; `dueAt` is null while nobody can say. */
export interface Due {
  readonly dueAt: number | null;
  readonly dueReading: Occurrence['dueReading'];
  readonly askedBy: Asked | null;
  /** A meter is near its reading. */
  readonly soon: boolean;
}

const UNKNOWN: Due = { dueAt: null, dueReading: null, askedBy: null, soon: false };
const at = (dueAt: number | null, askedBy: Asked | null = null): Due => ({
  ...{ ...UNKNOWN, dueAt },
  askedBy: dueAt === null ? null : askedBy,
});

/** When a plan's next cycle is due: whichever trigger comes first, or all of them together. */
export function nextDue(
  definition: PlanDefinition,
  standing: Standing,
  meters: Facts['meters'],
): Due {
  const dues = definition.triggers.map((trigger, index) =>
    dueOf(trigger, String(index), definition.timeZone, standing, meters),
  );
  const dueReading = dues.find((each) => each.dueReading)?.dueReading ?? null;
  const known = dues.flatMap(({ dueAt }) => (dueAt === null ? [] : [dueAt]));
  if (definition.combination === 'all') {
    const dueAt = known.length === dues.length ? Math.max(...known) : null;
    const askedBy = dues.find((each) => each.askedBy)?.askedBy ?? null;
    return { dueAt, dueReading, askedBy: dueAt === null ? null : askedBy, soon: false };
  }
  const dueAt = known.length > 0 ? Math.min(...known) : null;
  const askedBy = dues.find((each) => dueAt !== null && each.dueAt === dueAt)?.askedBy ?? null;
  return { dueAt, dueReading, askedBy, soon: dues.some(({ soon }) => soon) };
}

function dueOf(
  trigger: PlanTrigger,
  index: string,
  timeZone: string,
  standing: Standing,
  meters: Facts['meters'],
): Due {
  switch (trigger.kind) {
    case 'calendar': {
      const { rule = '', startsAt = '' } = trigger;
      const [next] = nextDates(rule, startsAt, standing.cursor, 1);
      return at(next === undefined ? null : instantOf(next, timeZone));
    }
    case 'interval': {
      const { every = 1, unit = 'days', since } = trigger;
      const first = standing.cycle === 1 && since !== undefined;
      const from = first ? Date.parse(since) : standing.since;
      return at(addInterval(from, { every, unit }, timeZone));
    }
    case 'meter':
      return dueOfMeter(trigger, standing.readings[index], meters);
    case 'condition':
    case 'health':
      return at(conditionDueAt(standing.holding[index], trigger, standing.since));
    case 'prediction': {
      const holding = standing.holding[index];
      return at(conditionDueAt(holding, trigger, standing.since), asked(trigger.kind, holding));
    }
    case 'inspection': {
      const holding = standing.holding[index];
      return at(inspectionDueAt(holding), asked(trigger.kind, holding));
    }
    case 'event':
      return at(eventsDueAt(standing.heard[index] ?? [], trigger));
  }
}

const asked = (kind: Asker, holding: Holding | undefined): Asked | null =>
  holding?.by === undefined ? null : { kind, id: holding.by };

function dueOfMeter(
  { sensorKey = '', every = 0, at: absolute, soonWithin = 0 }: PlanTrigger,
  base: number | undefined,
  meters: Facts['meters'],
): Due {
  const meter = meters[sensorKey];
  const reading = absolute ?? (base === undefined ? undefined : base + every);
  if (reading === undefined) return UNKNOWN;
  // An absolute reading comes once.
  if (absolute !== undefined && base !== undefined && base >= absolute) return UNKNOWN;
  const dueReading = { sensorKey, reading };
  if (!meter) return { ...UNKNOWN, dueReading };
  const reached = meter.reading >= reading;
  const soon = soonWithin > 0 && meter.reading >= reading - soonWithin;
  return { ...UNKNOWN, dueAt: reached ? meter.measuredAt : null, dueReading, soon };
}
