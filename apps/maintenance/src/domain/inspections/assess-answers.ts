import type {
  Assessment,
  InspectionItem,
  ItemAnswer,
  ItemOutcome,
  ItemResultView,
} from '@libs/contracts';
import { faultOfAnswer, type AnswerFault } from './fault-of-answer.js';
import { scoreOf } from './score.js';

const DEFAULT_SEVERITY = 2;

/** A problem with one of the answers; the field says which. */
export interface ItemFault {
  readonly field: string;
  readonly message: string;
}

/** What an inspection came to. */
export interface Findings {
  readonly results: readonly ItemResultView[];
  readonly score: number | null;
  readonly performedAt: Date;
}

export type Assessed =
  | { readonly kind: 'faulty'; readonly faults: readonly ItemFault[] }
  | { readonly kind: 'assessed'; readonly findings: Findings };

/** Judges every answer by its item; each item must be answered once. */
export function assessAnswers(
  items: readonly InspectionItem[],
  answers: readonly ItemAnswer[],
  now: Date,
): Assessed {
  const faults = [...faultsOfKeys(items, answers), ...answers.flatMap(faultsAt(items, now))];
  if (faults.length > 0) return { kind: 'faulty', faults };
  const judged = items.flatMap((item) => {
    const answer = answers.find(({ key }) => key === item.key);
    return answer ? [{ item, result: judge(item, answer, now) }] : [];
  });
  const results = judged.map(({ result }) => result);
  const weighed = judged.map(({ item, result }) => ({
    weight: item.weight ?? 1,
    severity: result.severity,
    applicable: result.outcome !== 'not_applicable',
  }));
  const performed = results.map(({ measuredAt }) => Date.parse(measuredAt));
  const performedAt = new Date(Math.max(...performed));
  return { kind: 'assessed', findings: { results, score: scoreOf(weighed), performedAt } };
}

/** Where a measured value lies; a limit itself is still within. */
export function assess(item: InspectionItem, value: number): Assessment {
  const { low = -Infinity, high = Infinity, warnLow = low, warnHigh = high } = item;
  if (value < low || value > high) return 'outside';
  return value < warnLow || value > warnHigh ? 'warning' : 'within';
}

function judge(item: InspectionItem, answer: ItemAnswer, now: Date): ItemResultView {
  const { value = null, choice = null } = answer;
  const assessment = value === null ? null : assess(item, value);
  const fails = item.options?.find(({ key }) => key === choice)?.fails === true;
  const failed = answer.outcome === 'fail' || assessment === 'outside' || fails;
  return {
    key: item.key,
    outcome: outcomeOf(answer, failed),
    failed,
    severity: failed ? (answer.severity ?? item.severity ?? DEFAULT_SEVERITY) : 0,
    assessment,
    value,
    choice,
    text: answer.text ?? null,
    comment: answer.comment ?? null,
    photoIds: answer.photoIds ?? [],
    measuredAt: answer.measuredAt ?? now.toISOString(),
  };
}

function outcomeOf({ outcome, value }: ItemAnswer, failed: boolean): ItemOutcome {
  if (outcome === 'not_applicable') return outcome;
  if (value !== undefined) return 'measured';
  return failed ? 'fail' : 'pass';
}

function faultsOfKeys(
  items: readonly InspectionItem[],
  answers: readonly ItemAnswer[],
): ItemFault[] {
  return items
    .filter(({ key }) => !answers.some((answer) => answer.key === key))
    .map(({ key }) => ({ field: 'items', message: `the item ${key} is not answered` }));
}

const faultsAt =
  (items: readonly InspectionItem[], now: Date) =>
  (answer: ItemAnswer, index: number, all: readonly ItemAnswer[]): ItemFault[] => {
    const at = ({ field, message }: AnswerFault): ItemFault[] => [
      { field: `items.${index}.${field}`, message },
    ];
    const item = items.find(({ key }) => key === answer.key);
    if (!item) return at({ field: 'key', message: `there is no item ${answer.key}` });
    if (all.findIndex(({ key }) => key === answer.key) < index) {
      return at({ field: 'key', message: `the item ${answer.key} is answered already` });
    }
    const fault = faultOfAnswer(item, answer, now);
    if (fault) return at(fault);
    const { failed, outcome } = judge(item, answer, now);
    if (!failed && answer.severity !== undefined && answer.severity > 0) {
      return at({ field: 'severity', message: 'only what failed has a severity' });
    }
    const { photo = 'optional' } = item;
    const wanted =
      photo === 'required' ? outcome !== 'not_applicable' : photo === 'required_on_fail' && failed;
    if (!wanted || (answer.photoIds ?? []).length > 0) return [];
    return at({ field: 'photoIds', message: `the item ${item.key} needs a photo` });
  };
