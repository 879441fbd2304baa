import type { Observation, Part, Parts } from '@libs/detectors';
import { plain } from './plain-number.js';

const findings: Record<Part, string> = {
  extremes: 'its lowest and highest values have not come together before',
  swing: 'it swings as it has not before',
  course: 'the course of the last readings has not been seen before',
  timeOfDay: 'it differs from what earlier days showed at this hour',
  range: 'it lies beyond everything seen so far',
  jump: 'it changed faster than it usually does',
  dwell: 'it stays at a level at which it has not stayed before',
};

/** One plain sentence: what came, what was expected, and what stood out most. */
export function explain(value: number, { expected, parts }: Observation): string {
  return `The value ${plain(value)} is unusual for this sensor${against(value, expected)}: ${findings[strongest(parts)]}.`;
}

function strongest(parts: Parts): Part {
  const names = Object.keys(parts) as Part[];
  return names.reduce((best, name) => (parts[name] > parts[best] ? name : best));
}

function against(value: number, expected: Observation['expected']): string {
  if (!expected) return '';
  const where = value > expected.high ? 'above' : value < expected.low ? 'below' : 'within';
  return ` (${where} the expected ${plain(expected.low)} to ${plain(expected.high)})`;
}
