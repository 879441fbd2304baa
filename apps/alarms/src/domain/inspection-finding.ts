import type { InspectionItemFailed, Severity } from '@libs/contracts';

/** An inspection's severity 0 to 4 in the words of alarms and cases. */
const SEVERITIES = ['low', 'low', 'medium', 'high', 'critical'] as const;

export const severityOfFinding = ({ severity }: InspectionItemFailed): Severity =>
  SEVERITIES[severity] ?? 'low';

/** Several templates may ask the same of one machine: one alarm for them. */
export const ruleOfItem = (item: string): string => `inspection:${item}`;

/** What was found, as a sentence. */
export function findingMessage(failed: InspectionItemFailed): string {
  const { name, text, comment } = failed;
  const found = `${name}: ${text}: ${measured(failed) ?? 'failed'}`;
  return comment === undefined ? `${found}.` : `${found}. ${comment}`;
}

function measured({ value, unit, low, high }: InspectionItemFailed): string | undefined {
  if (value === undefined) return undefined;
  const inUnit = (number: number): string =>
    [String(number), unit ?? ''].filter((word) => word !== '').join(' ');
  if (high !== undefined && value > high) return `${inUnit(value)}, above ${inUnit(high)}`;
  if (low !== undefined && value < low) return `${inUnit(value)}, below ${inUnit(low)}`;
  return inUnit(value);
}
