/** What watching a sensor costs: time of a reading, against a loop that does nothing, and bytes of its state. */
import { createRequire } from 'node:module';
import { join } from 'node:path';

const built = (path) =>
  createRequire(import.meta.url)(join(import.meta.dirname, '../../../dist', path));

const SENSORS = 20;
const READINGS = 20_000;
const ROUNDS = 5;
const AIM = { microseconds: 5, bytes: 8192 };
const LIMIT = { microseconds: 15, bytes: 16_384 };

/** A signal with a day, noise and steps, the same in every run. */
function signal(seed) {
  let state = seed;
  const chance = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return Float64Array.from({ length: READINGS }, (_, n) => {
    const load = Math.floor(n / 600) % 3;
    return 20 + 5 * load + Math.sin((2 * Math.PI * n) / 8640) + (chance() + chance() - 1) / 2;
  });
}

const middle = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
const rounded = (value, digits = 2) => Number(value.toFixed(digits));

/** Microseconds of a reading of each kind of observer, turn by turn, so that all meet the same machine. */
function measure(signals, kinds) {
  const once = (make) => {
    const observers = signals.map(make);
    const startedAt = performance.now();
    let sum = 0;
    signals.forEach((values, sensor) => {
      for (let n = 0; n < READINGS; n += 1) sum += observers[sensor](n * 10_000, values[n]);
    });
    const microseconds = ((performance.now() - startedAt) * 1000) / (SENSORS * READINGS);
    return Number.isNaN(sum) ? Number.NaN : microseconds;
  };
  return Array.from({ length: ROUNDS }, () => kinds.map(once));
}

/** The whole watch of a machine of one sensor, without and with versions of both kinds in shadow. */
function watchesOf(last) {
  const { EquipmentWatch, tellingOf, Versions } = built('libs/watch/src/index.js');
  const telling = tellingOf({ alertFrom: 0.45, alarmFrom: 0.55 });
  const inShadow = ['univariate', 'machine'].map((kind) => ({
    ...{ version: `a ${kind} version`, kind, telling, fromMs: 0, untilMs: Infinity },
  }));
  const sensor = { sensorId: 'sensor', equipmentId: 'machine', key: 'pressure', unit: 'bar' };
  const watching = (name, shadows) => () => {
    const watch = new EquipmentWatch(undefined, undefined, new Versions([], shadows, 'active'));
    last[name] = watch;
    return (measuredAtMs, value) =>
      watch.observe(sensor, { measuredAtMs, value, quality: 'good' }, []).length;
  };
  return [watching('plain', []), watching('shadowed', inShadow)];
}

function run() {
  const { SensorCondition, StreamingDetector } = built('libs/detectors/src/index.js');
  const signals = Array.from({ length: SENSORS }, (_, sensor) => signal(sensor + 1));
  const last = {};
  const bare = () => (_at, value) => value;
  const alone = () => {
    const detector = (last.detector = new StreamingDetector());
    return (atMs, value) => detector.observe(atMs, value).score;
  };
  const both = () => {
    const detector = new StreamingDetector();
    const condition = (last.condition = new SensorCondition());
    return (atMs, value) =>
      condition.observe({ atMs, value }).length + detector.observe(atMs, value).score;
  };
  const watches = watchesOf(last);
  const rounds = measure(signals, [bare, alone, both, ...watches]);
  const fastest = (kind) => Math.min(...rounds.map((round) => round[kind]));
  const ratio = (kind, to) => rounded(middle(rounds.map((round) => round[kind] / round[to])));
  const bytes = last.detector.toBytes().length;
  const bytesWithCondition = bytes + last.condition.toBytes().length;
  const microseconds = fastest(2);
  const kept = (watch) => watch.toBytes().length + watch.sensorBytes('sensor').length;
  return {
    sensors: SENSORS,
    readings: SENSORS * READINGS,
    rounds: ROUNDS,
    microsecondsPerReading: rounded(fastest(1)),
    withSensorCondition: rounded(microseconds),
    medianWithSensorCondition: rounded(middle(rounds.map((round) => round[2]))),
    ratioToBareLoop: ratio(1, 0),
    ratioOfBothToDetector: ratio(2, 1),
    readingsPerSecondAndCore: Math.round(1e6 / microseconds),
    bytesPerSensor: bytes,
    bytesWithSensorCondition: bytesWithCondition,
    wholeWatch: rounded(fastest(3)),
    wholeWatchWithShadows: rounded(fastest(4)),
    ratioOfShadows: ratio(4, 3),
    bytesKept: kept(last.plain),
    bytesKeptWithShadows: kept(last.shadowed),
    aim: AIM,
    limit: LIMIT,
    meetsAim: microseconds <= AIM.microseconds && bytesWithCondition <= AIM.bytes,
    meetsLimit: microseconds <= LIMIT.microseconds && bytesWithCondition <= LIMIT.bytes,
  };
}

export const bench = {
  name: 'detection-cost',
  what: 'a reading of one sensor through its detectors, µs, and bytes of their state',
  run,
};
