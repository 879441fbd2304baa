import {
  EquipmentDetector,
  Operation,
  SensorCondition,
  StreamingDetector,
  type OperatingMode,
} from '@libs/detectors';

const FLAT_LINE_SCORE = 0.6;

type Scorer = (atMs: number, values: readonly (number | undefined)[]) => number;

/** The score of a row, from its instant and its values, in the order of the file; null when it is late or repeated. */
export type FileScorer = (...row: Parameters<Scorer>) => number | null;

/** One signal is a sensor, several are a machine; what is late or missing drives nothing, as in the live agent. */
export function scorerOf(signals: number): FileScorer {
  return inOrder(signals === 1 ? sensor() : machine(signals));
}

/** The same where the last value of a row says what the machine is doing: switching on is no anomaly. */
export function scorerWithState(signals: number): FileScorer {
  const operation = new Operation();
  const one = signals === 1 ? sensor() : undefined;
  const scorers = new Map<OperatingMode | null, Scorer>();
  let row = 0;
  return inOrder((atMs, values) => {
    const state = values[signals];
    row++;
    if (state !== undefined) operation.hear({ sensorId: 'state', key: 'state' }, row, state);
    const score = one ?? scorers.get(operation.mode) ?? machine(signals);
    scorers.set(operation.mode, score);
    const scored = score(atMs, values.slice(0, signals));
    return operation.excuses(row, 1, false) ? 0 : scored;
  });
}

function inOrder(score: Scorer): FileScorer {
  let lastMs = Number.NEGATIVE_INFINITY;
  return (atMs, values) => {
    if (atMs <= lastMs) return null;
    lastMs = atMs;
    return score(atMs, values);
  };
}

/** The moment's score, which has no eye for what does not move, and a flat line's where one begins: there only, as one anomaly. */
function sensor(): Scorer {
  const detector = new StreamingDetector();
  const condition = new SensorCondition();
  let wasFlat = false;
  return (atMs, [value]) => {
    if (value === undefined) return 0;
    const { score } = detector.observe(atMs, value);
    // A machine that stands shows nothing for as long as it likes.
    const isFlat = condition.observe({ atMs, value }).includes('flat_line') && value !== 0;
    const begins = isFlat && !wasFlat;
    wasFlat = isFlat;
    return begins ? Math.max(score, FLAT_LINE_SCORE) : score;
  };
}

function machine(signals: number): Scorer {
  const detector = new EquipmentDetector(signals);
  return (atMs, values) => detector.observe(atMs, values).score;
}
