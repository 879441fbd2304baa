import type { AlarmRuleDefinition, RuleCondition } from '@libs/contracts';
import { evaluateCondition, type Verdict } from './evaluate-condition.js';
import type { Signal } from './signal.js';

const earliest = (verdicts: readonly Verdict[]): Date | null =>
  verdicts.reduce<Date | null>(
    (found, { again }) => (again && (found === null || again < found) ? again : found),
    null,
  );

/** Whether a rule holds for one equipment: all conditions of any of its groups. */
export function evaluateRule(
  definition: AlarmRuleDefinition,
  equipmentId: string,
  signals: readonly Signal[],
  now: Date,
): Verdict {
  const valueOf = (condition: RuleCondition): number =>
    definition.values?.find(
      (each) => each.equipmentId === equipmentId && each.condition === condition.name,
    )?.value ?? condition.value;
  const groups = definition.anyOf.map(({ allOf }) => {
    const verdicts = allOf.map((each) => evaluateCondition(each, valueOf(each), signals, now));
    return { holds: verdicts.every(({ holds }) => holds), again: earliest(verdicts) };
  });
  return { holds: groups.some(({ holds }) => holds), again: earliest(groups) };
}

export const appliesTo = ({ equipmentIds }: AlarmRuleDefinition, equipmentId: string): boolean =>
  equipmentIds === undefined || equipmentIds.includes(equipmentId);

/** The shortest silence that matters for an equipment, or null where none does. */
export function silenceSeconds(
  definition: AlarmRuleDefinition,
  equipmentId: string,
): number | null {
  const conditions = definition.anyOf
    .flatMap(({ allOf }) => allOf)
    .filter(({ kind }) => kind === 'no_data');
  if (conditions.length === 0) return null;
  const values = definition.values?.filter((each) => each.equipmentId === equipmentId) ?? [];
  return Math.min(
    ...conditions.map(
      ({ name, value }) => values.find(({ condition }) => condition === name)?.value ?? value,
    ),
  );
}

/** Why a definition makes no sense, or null when it does. */
export function faultOf({ anyOf, equipmentIds, values }: AlarmRuleDefinition): string | null {
  const conditions = anyOf.flatMap(({ allOf }) => allOf);
  const names = conditions.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) return `Two conditions are called ${twice}.`;
  const unknown = values?.find(({ condition }) => !names.includes(condition));
  if (unknown) return `No condition is called ${unknown.condition}.`;
  if (conditions.some(({ kind }) => kind === 'no_data') && !equipmentIds?.length) {
    return 'Silence can be watched only of equipment that the rule names.';
  }
  const counted = conditions.find(
    ({ kind, value }) => kind !== 'limit' && kind !== 'rate' && value <= 0,
  );
  return counted ? `The value of ${counted.name} must be positive.` : null;
}
