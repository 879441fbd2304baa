import type { Definition } from './definition.js';
import { count, hours, money, MS_PER_HOUR } from './quantity.js';
import { largest } from './tally.js';

const TOP = 10;
const MS_PER_WEEK = 604_800_000n;
const UNPRICED_WORK = 'Some of the work has neither cost nor rate.';
const UNPRICED_DOWNTIME = 'Some of the downtime has no rate.';

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
      count('unplanned standstills', sums.failures),
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
    missing: sums.unpricedMs > 0n ? UNPRICED_DOWNTIME : undefined,
  }),
};

const maintenanceCost: Definition = {
  id: 'maintenance_cost',
  version: 2,
  name: 'Maintenance cost',
  formula:
    'labour + parts + services of work completed, and what records without an order cost; where ' +
    'nothing is told of an order: active time x labour rate',
  former: [
    {
      version: 1,
      formula:
        'labour + parts + services of work completed; where none is told: active time x labour rate',
    },
  ],
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
      count('records without an order', sums.recordedWork),
    ],
    breakdown: [
      money('labour', sums.labourCost),
      money('parts', sums.partsCost),
      money('services', sums.servicesCost),
    ],
    missing: sums.unpricedWork > 0n ? UNPRICED_WORK : undefined,
  }),
};

const totalCost: Definition = {
  id: 'total_cost',
  version: 1,
  name: 'Cost of maintenance and unplanned downtime',
  formula: 'maintenance cost + cost of unplanned downtime',
  unit: 'money',
  standard: 'EN 15341',
  places: 2,
  empty: '',
  parts: ({ sums }) => ({
    numerator: money('total cost', sums.maintenanceCost + sums.downtimeCost),
    counts: [
      money('maintenance cost', sums.maintenanceCost),
      money('cost of downtime', sums.downtimeCost),
    ],
    missing:
      sums.unpricedWork > 0n ? UNPRICED_WORK : sums.unpricedMs > 0n ? UNPRICED_DOWNTIME : undefined,
  }),
};

const pmCompliance: Definition = {
  id: 'pm_compliance',
  version: 3,
  name: 'Compliance with preventive maintenance',
  formula:
    'occurrences done not later than their tolerance / occurrences due; what others took in, what ' +
    'was withdrawn with its plan or machine, and what is still in its tolerance, is no part of it',
  former: [
    {
      version: 2,
      formula:
        'occurrences done not later than their tolerance / occurrences due; what others took in, and what is still in its tolerance, is no part of it',
    },
    { version: 1, formula: 'occurrences done inside their tolerance / occurrences due' },
  ],
  unit: '1',
  standard: 'EN 15341, SMRP',
  places: 6,
  empty: 'No preventive maintenance was due.',
  parts: ({ sums }) => ({
    numerator: count('done in time', sums.doneInTime),
    denominator: count('due', sums.due),
    counts: [
      count('of them earlier than the tolerance', sums.doneEarly),
      count('done late', sums.doneLate),
      count('skipped', sums.skippedOccurrences),
      count('not done', sums.due - sums.doneInTime - sums.doneLate - sums.skippedOccurrences),
      count('taken in by others', sums.mergedOccurrences),
      count('withdrawn with their plan or machine', sums.withdrawnOccurrences),
      count('still in time', sums.stillInTime),
    ],
  }),
};

const backlog: Definition = {
  id: 'backlog',
  version: 2,
  name: 'Backlog',
  formula: 'work ordered and neither completed nor cancelled at the end of the window, by age',
  former: [
    {
      version: 1,
      formula: 'work ordered and neither completed nor cancelled at the end of the window',
    },
  ],
  unit: '1',
  standard: 'EN 15341, SMRP',
  places: 0,
  empty: '',
  parts: ({ sums }) => ({
    numerator: count('open work', sums.backlog),
    counts: [
      count('older than 7 days', sums.backlogOver7Days),
      count('older than 30 days', sums.backlogOver30Days),
      count('older than 90 days', sums.backlogOver90Days),
    ],
  }),
};

const backlogHours: Definition = {
  id: 'backlog_hours',
  version: 1,
  name: 'Backlog in hours',
  formula: 'length of the windows that open work is planned for, at the end of the window',
  unit: 'h',
  standard: 'EN 15341, SMRP',
  places: 6,
  empty: '',
  parts: ({ sums }) => ({
    numerator: hours('planned time of open work', sums.backlogMs),
    counts: [
      count('open work', sums.backlog),
      count('of it without a window', sums.backlogUnplanned),
    ],
    missing:
      sums.backlog > 0n && sums.backlogUnplanned === sums.backlog
        ? 'No open work has a window.'
        : undefined,
  }),
};

const backlogWeeks: Definition = {
  id: 'backlog_weeks',
  version: 1,
  name: 'Backlog in weeks',
  formula: 'planned time of open work / active time of work completed per week of the window',
  unit: 'weeks',
  standard: 'SMRP',
  places: 6,
  empty: 'No work was completed.',
  parts: (tally) => ({
    numerator: {
      ...hours('planned time of open work x window', tally.sums.backlogMs * tally.sums.windowMs),
      per: MS_PER_HOUR * MS_PER_WEEK,
    },
    denominator: hours('active time of work completed', tally.sums.activeMs),
    counts: backlogHours.parts(tally).counts ?? [],
    missing: backlogHours.parts(tally).missing,
  }),
};

const attainment: Definition = {
  id: 'schedule_attainment',
  version: 1,
  name: 'Schedule attainment',
  formula: 'work completed by the end of its planned window / work planned to end in the window',
  unit: '1',
  standard: 'EN 15341, SMRP',
  places: 6,
  empty: 'No work was planned to end in the window.',
  parts: ({ sums }) => ({
    numerator: count('completed as planned', sums.attained),
    denominator: count('planned to end', sums.planned),
  }),
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

export const workAndCost = [
  ...[downtime, downtimeCost, maintenanceCost, totalCost],
  ...[pmCompliance, backlog, backlogHours, backlogWeeks, attainment, reactiveRatio],
];
