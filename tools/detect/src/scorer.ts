import { EquipmentDetector, StreamingDetector } from '@libs/detectors';

/** The score of a row, from its instant and its values; rows come in the order of the file. */
export type Scorer = (atMs: number, values: readonly (number | undefined)[]) => number;

/** One signal is a sensor, several are a machine; what is late or missing drives nothing, as in the live agent. */
export function scorerOf(signals: number): Scorer {
  const score = signals === 1 ? sensor() : machine(signals);
  let lastMs = Number.NEGATIVE_INFINITY;
  return (atMs, values) => {
    if (atMs <= lastMs) return 0;
    lastMs = atMs;
    return score(atMs, values);
  };
}

function sensor(): Scorer {
  const detector = new StreamingDetector();
  return (atMs, [value]) => (value === undefined ? 0 : detector.observe(atMs, value).score);
}

function machine(signals: number): Scorer {
  const detector = new EquipmentDetector(signals);
  return (atMs, values) => detector.observe(atMs, values).score;
}
