import type { Definition } from './definition.js';
import { count, hours, type Quantity } from './quantity.js';
import type { Tally } from './tally.js';

const TOP = 10;
/** The mean month of the calendar: 365.2425 days / 12. */
const MS_PER_MONTH = 2_629_746_000n;

const answers = ({ sums }: Tally): Quantity[] => [
  count('found wrong', sums.foundWrong),
  count('not sure', sums.notSure),
];

const precision: Definition = {
  id: 'alarm_precision',
  version: 2,
  name: 'Precision of alarms',
  formula:
    'work whose alarms were found right / work whose alarms were found right or wrong; an alarm ' +
    'that was judged by itself counts as one, unless the work of its case says it; by rule: each ' +
    'rule that raised an alarm of the case',
  unit: '1',
  standard: 'no standard: precision of a classifier',
  places: 6,
  empty: 'Nobody has said whether alarms were right.',
  parts: (tally) => ({
    numerator: count('found right', tally.sums.foundRight),
    denominator: count('found right or wrong', tally.sums.foundRight + tally.sums.foundWrong),
    counts: answers(tally),
    breakdown: byRule(tally),
  }),
};

const falseAlarms: Definition = {
  id: 'false_alarms_per_month',
  version: 2,
  name: 'False alarms per machine and month',
  formula:
    'work whose alarms, or alarms by themselves, were found wrong / ' +
    '(machines x window / 30.436875 days)',
  unit: '1/month',
  standard: 'no standard: precision of a classifier',
  places: 6,
  empty: 'The window is empty.',
  parts: (tally) => ({
    numerator: count('found wrong', tally.sums.foundWrong),
    denominator: {
      ...{ name: 'machine-months', unit: 'months', raw: tally.sums.machineMs },
      ...{ per: MS_PER_MONTH, places: 6 },
    },
    counts: [count('found right', tally.sums.foundRight), count('not sure', tally.sums.notSure)],
  }),
};

const foreseen: Definition = {
  id: 'failures_foreseen',
  version: 2,
  name: 'Share of failures foreseen (recall)',
  formula:
    'failures while a case of the machine was open / failures; a failure is what it is for mtbf',
  former: [
    { version: 1, formula: 'unplanned standstills while a case was open / unplanned standstills' },
  ],
  unit: '1',
  standard: 'no standard: recall of a classifier',
  places: 6,
  empty: 'No failure was recorded.',
  parts: ({ sums }) => ({
    numerator: count('failures foreseen', sums.foreseen),
    denominator: count('failures recorded', sums.recordedFailures),
    counts: [count('unplanned standstills', sums.failures)],
  }),
};

const leadTime: Definition = {
  id: 'warning_lead_time',
  version: 2,
  name: 'Lead time of warnings',
  formula: 'time from the opening of the case to the failure / failures while a case was open',
  former: [{ version: 1, formula: 'the same of all unplanned standstills' }],
  unit: 'h',
  standard: 'no standard: recall of a classifier',
  places: 6,
  empty: 'No failure was foreseen.',
  parts: ({ sums }) => ({
    numerator: hours('time from warning to failure', sums.leadMs),
    denominator: count('failures foreseen', sums.foreseen),
    counts: [count('failures recorded', sums.recordedFailures)],
  }),
};

/** The precision of the rules that people said most about. */
function byRule({ rightByRule, wrongByRule }: Tally): Quantity[] {
  const rules = [...new Set([...rightByRule.keys(), ...wrongByRule.keys()])].map((rule) => {
    const right = rightByRule.get(rule) ?? 0n;
    return { rule, right, said: right + (wrongByRule.get(rule) ?? 0n) };
  });
  return rules
    .sort((a, b) => Number(b.said - a.said) || (a.rule < b.rule ? -1 : 1))
    .slice(0, TOP)
    .map(({ rule, right, said }) => ({ name: rule, unit: '1', raw: right, per: said, places: 6 }));
}

export const trust = [precision, falseAlarms, foreseen, leadTime];
