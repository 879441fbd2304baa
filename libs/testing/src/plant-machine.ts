/** A fault that takes something away from the flow, as a leak does, between two readings. */
export interface Leak {
  readonly from: number;
  readonly until: number;
}

export const MACHINE_SIGNALS = ['vibration', 'current', 'pressure', 'flow'] as const;

/** The signals of a pump under changing load, which moves all of them together: seeded. It rests as often as is asked. */
export function plantMachine(seed: number, length: number, leak?: Leak, restShare = 0): number[][] {
  const random = seeded(seed);
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  let load = 0.8;
  let wanted = load;
  return Array.from({ length }, (_, row) => {
    if (row % 240 === 0) wanted = 0.6 + 0.4 * random();
    if (row % 240 === 0 && restShare > 0 && random() < restShare) wanted = 0;
    load += (wanted - load) / 5;
    const lost = leak && row >= leak.from && row < leak.until ? 0.12 : 0;
    const running = Math.min(1, load / 0.1);
    return [
      2 * running * (0.55 + 0.45 * load) + 0.05 * normal(),
      58 * running * (0.35 + 0.65 * load) + 0.4 * normal(),
      4.2 * running * (1.12 - 0.12 * load * load - lost) + 0.02 * normal(),
      210 * load * (1 - lost) + 1.2 * normal(),
    ];
  });
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
