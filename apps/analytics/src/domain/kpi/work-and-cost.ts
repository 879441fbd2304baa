import type { Definition } from './definition.js';
import { count, energy, hours, money } from './quantity.js';
import { largest, type Tally } from './tally.js';

const TOP = 10;

const downtime: Definition = {
  id: 'downtime',
  version: 1,
  name: 'Downtime',
  formula: 'scheduled down + unscheduled down',
  unit: 'h',
  standard: 'SEMI E10',
  places: 6,
  empty: '',
  parts: ({ stateMs, downtimeByReason, sums }) => ({
    numerator: hours('downtime', stateMs.scheduled_down + stateMs.unscheduled_down),
    counts: [
      hours('scheduled down', stateMs.scheduled_down),
      hours('unscheduled down', stateMs.unscheduled_down),
      count('failures', sums.failures),
      count('still down', sums.stillDown),
    ],
    breakdown: largest(downtimeByReason, TOP).map(([reason, ms]) => hours(reason, ms)),
  }),
};

const downtimeCost: Definition = {
  id: 'downtime_cost',
  version: 1,
  name: 'Cost of unplanned downtime',
  formula: "unscheduled down x downtime rate in force, in the plant's currency",
  unit: 'money',
  standard: 'EN 15341',
  places: 2,
  empty: '',
  parts: ({ stateMs, sums }) => ({
    numerator: money('cost of downtime', sums.downtimeCost),
    counts: [
      hours('unscheduled down', stateMs.unscheduled_down),
      hours('without a rate', sums.unpricedMs),
    ],
    missing: sums.unpricedMs > 0n ? 'Some of the downtime has no rate.' : undefined,
  }),
};

const maintenanceCost: Definition = {
  id: 'maintenance_cost',
  version: 1,
  name: 'Maintenance cost',
  formula:
    'labour + parts + services of work completed; where none is told: active time x labour rate',
  unit: 'money',
  standard: 'EN 15341',
  places: 2,
  empty: '',
  parts: ({ sums }) => ({
    numerator: money('maintenance cost', sums.maintenanceCost),
    counts: [
      count('work completed', sums.completedWork),
      count('of it estimated by rate', sums.estimatedWork),
      count('of it without cost and rate', sums.unpricedWork),
    ],
    missing: sums.unpricedWork > 0n ? 'Some of the work has neither cost nor rate.' : undefined,
  }),
};

const pmCompliance: Definition = {
  id: 'pm_compliance',
  version: 1,
  name: 'Compliance with preventive maintenance',
  formula: 'occurrences done inside their tolerance / occurrences due',
  unit: '1',
  standard: 'EN 15341, SMRP',
  places: 6,
  empty: 'No preventive maintenance was due.',
  parts: ({ sums }) => ({
    numerator: count('done in time', sums.doneInTime),
    denominator: count('due', sums.due),
  }),
};

const backlog: Definition = {
  id: 'backlog',
  version: 1,
  name: 'Backlog',
  formula: 'work ordered and neither completed nor cancelled at the end of the window',
  unit: '1',
  standard: 'EN 15341, SMRP',
  places: 0,
  empty: '',
  parts: ({ sums }) => ({ numerator: count('open work', sums.backlog) }),
};

const reactiveRatio: Definition = {
  id: 'reactive_ratio',
  version: 1,
  name: 'Share of immediate repair',
  formula: 'immediate corrective work completed / work completed',
  unit: '1',
  standard: 'EN 15341, SMRP',
  places: 6,
  empty: 'No work was completed.',
  parts: ({ sums }) => ({
    numerator: count('immediate repairs', sums.immediateRepairs),
    denominator: count('work completed', sums.completedWork),
  }),
};

const missingEnergy = ({ sums }: Tally): string | undefined => {
  if (sums.withoutEnergy > 0n) return 'Some production has no energy recorded.';
  return sums.withEnergy === 0n ? 'No energy was recorded.' : undefined;
};

const energyUsed: Definition = {
  id: 'energy',
  version: 1,
  name: 'Energy consumption',
  formula: 'energy recorded with production',
  unit: 'kWh',
  standard: 'ISO 50006',
  places: 4,
  empty: '',
  parts: (tally) => ({
    numerator: energy('energy', tally.sums.energy),
    missing: missingEnergy(tally),
  }),
};

const energyPerGood: Definition = {
  id: 'energy_per_good_unit',
  version: 1,
  name: 'Energy per good unit',
  formula: 'energy recorded with production / good',
  unit: 'kWh',
  standard: 'ISO 22400-2, ISO 50006',
  places: 6,
  empty: 'Nothing good was produced.',
  parts: (tally) => ({
    numerator: energy('energy', tally.sums.energy),
    denominator: count('good', tally.sums.good),
    missing: missingEnergy(tally),
  }),
};

export const workAndCost = [
  ...[downtime, downtimeCost, maintenanceCost],
  ...[pmCompliance, backlog, reactiveRatio, energyUsed, energyPerGood],
];
