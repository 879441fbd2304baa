import type { Observation, Parts } from './detector/streaming-detector.js';

const findings: Record<keyof Parts, string> = {
  timeOfDay: 'it differs from what earlier days showed at this hour',
  pattern: 'the course of the last readings has not been seen before',
  range: 'it lies beyond everything seen so far',
  roughness: 'the signal fluctuates more than it usually does',
  jump: 'it changed faster than it usually does',
  dwell: 'it stays at a level at which it has not stayed before',
};

/** One plain sentence: what came, what was expected, and what stood out most. */
export function explain(value: number, { expected, parts }: Observation): string {
  return `The value ${plain(value)} is unusual for this sensor${against(value, expected)}: ${findings[strongest(parts)]}.`;
}

function strongest(parts: Parts): keyof Parts {
  const names = Object.keys(parts) as (keyof Parts)[];
  return names.reduce((best, name) => (parts[name] > parts[best] ? name : best));
}

function against(value: number, expected: Observation['expected']): string {
  if (!expected) return '';
  const where = value > expected.high ? 'above' : value < expected.low ? 'below' : 'within';
  return ` (${where} the expected ${plain(expected.low)} to ${plain(expected.high)})`;
}

const plain = (value: number): string => String(Number(value.toPrecision(4)));
