import type { InspectionItem, ItemAnswer } from '@libs/contracts';

/** The clock of a phone may go a little ahead. */
const SKEW_MS = 5 * 60_000;

/** What an answer does not fit its item in. */
export interface AnswerFault {
  readonly field: keyof ItemAnswer;
  readonly message: string;
}

const PARTS = ['value', 'choice', 'text'] as const;
const PART_OF = { pass_fail: null, number: 'value', choice: 'choice', text: 'text' } as const;

/** Why an answer is none to its item, or undefined. */
export function faultOfAnswer(
  item: InspectionItem,
  answer: ItemAnswer,
  now: Date,
): AnswerFault | undefined {
  const { type } = item;
  const { outcome, measuredAt } = answer;
  if (measuredAt !== undefined && Date.parse(measuredAt) > now.getTime() + SKEW_MS) {
    return { field: 'measuredAt', message: 'measuredAt lies in the future' };
  }
  const applies = outcome !== 'not_applicable';
  const wanted = applies ? PART_OF[type] : null;
  const alien = PARTS.find((part) => part !== wanted && answer[part] !== undefined);
  if (alien) {
    const why = applies ? `is of type ${type}` : 'does not apply';
    return { field: alien, message: `${alien} has no place where an item ${why}` };
  }
  if (wanted !== null && answer[wanted] === undefined) {
    return { field: wanted, message: `an item of type ${type} needs ${wanted}` };
  }
  if (applies && (type === 'number' || type === 'choice') && outcome !== undefined) {
    return { field: 'outcome', message: `an item of type ${type} judges itself` };
  }
  if (type === 'pass_fail' && outcome === undefined) {
    return { field: 'outcome', message: 'an item of type pass_fail needs an outcome' };
  }
  if (type === 'choice' && applies && !item.options?.some(({ key }) => key === answer.choice)) {
    return {
      field: 'choice',
      message: `the item ${item.key} has no option ${answer.choice ?? ''}`,
    };
  }
  return undefined;
}
