export type SignalKind = 'vibration' | 'temperature' | 'current' | 'pressure' | 'flow';
export type Fault = 'step' | 'ramp' | 'growingVariance' | 'spikes' | 'doubling';

export interface SignalPlan {
  kind: SignalKind;
  seed: number;
  length: number;
  fault?: { kind: Fault; at: number };
  everyMs?: number;
}

interface Shape {
  idle: number;
  load: number;
  noise: number;
  lagReadings: number;
  dayNight: number;
}

const shapes: Record<SignalKind, Shape> = {
  vibration: { idle: 1.2, load: 2.2, noise: 0.12, lagReadings: 3, dayNight: 0.02 },
  temperature: { idle: 48, load: 72, noise: 0.25, lagReadings: 400, dayNight: 3 },
  current: { idle: 14, load: 62, noise: 0.9, lagReadings: 2, dayNight: 0.3 },
  pressure: { idle: 5.8, load: 6.4, noise: 0.05, lagReadings: 5, dayNight: 0.02 },
  flow: { idle: 4, load: 118, noise: 2.2, lagReadings: 5, dayNight: 1 },
};
const DAY_MS = 86_400_000;
const RAMP_READINGS = 30;
const STEP_SIGMAS = 8;

/** A machine's sensor under changing load: seeded, so that every run sees the same plant. */
export function plantSignal(plan: SignalPlan): { atMs: number; value: number }[] {
  const random = seeded(plan.seed);
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const shape = shapes[plan.kind];
  const everyMs = plan.everyMs ?? 2000;
  const startMs = Date.UTC(2026, 0, 5, 6) + Math.floor(random() * DAY_MS);
  let load = 0;
  let changeAt = 0;
  let level = shape.idle;
  return Array.from({ length: plan.length }, (_, i) => {
    const atMs = startMs + i * everyMs;
    if (i >= changeAt) {
      load = load > 0.5 ? 0.015 * random() : 0.985 + 0.015 * random();
      changeAt = i + Math.round(((5 + 15 * random()) * 60_000) / everyMs);
    }
    level += (shape.idle + (shape.load - shape.idle) * load - level) / shape.lagReadings;
    const healthy = level + shape.dayNight * Math.sin((2 * Math.PI * atMs) / DAY_MS);
    const noise = shape.noise * normal();
    const after = plan.fault ? i - plan.fault.at : -1;
    return {
      atMs,
      value:
        plan.fault && after >= 0
          ? faulty(plan.fault.kind, after, healthy, noise, shape.noise)
          : healthy + noise,
    };
  });
}

function faulty(kind: Fault, after: number, healthy: number, noise: number, sigma: number): number {
  switch (kind) {
    case 'step':
      return healthy + noise + STEP_SIGMAS * sigma;
    case 'ramp':
      return healthy + noise + STEP_SIGMAS * sigma * Math.min(1, after / RAMP_READINGS);
    case 'growingVariance':
      return healthy + noise * Math.min(4, 1 + after / 10);
    case 'spikes':
      return healthy + noise + (after % 5 === 0 ? 12 * sigma : 0);
    case 'doubling':
      return 2 * (healthy + noise);
  }
}

function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
