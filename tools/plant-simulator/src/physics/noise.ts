/** Everything random is drawn from (stream, index), so any instant can be computed on its own and again. */

/** A stream of random numbers with a name of its own under the plant's seed (FNV-1a). */
export function stream(seed: number, name: string): number {
  let hash = (2166136261 ^ seed) >>> 0;
  for (let index = 0; index < name.length; index += 1) {
    hash = Math.imul(hash ^ name.charCodeAt(index), 16777619) >>> 0;
  }
  return hash;
}

/** Uniform in [0, 1) (two rounds of the murmur3 finaliser over both halves of the index). */
export function uniform(stream: number, index: number): number {
  const high = Math.floor(index / 4294967296);
  return mix(mix(stream ^ (index >>> 0)) ^ Math.imul(high + 1, 0x9e3779b1)) / 4294967296;
}

/** Normal with mean 0 and deviation 1 (Box-Muller). */
export function normal(stream: number, index: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - uniform(stream, 2 * index)));
  return radius * Math.cos(2 * Math.PI * uniform(stream, 2 * index + 1));
}

/** Smooth random walk-like curve in [-1, 1] that turns about every `periodMs`. */
export function drift(stream: number, at: number, periodMs: number): number {
  const position = at / periodMs;
  const index = Math.floor(position);
  const from = uniform(stream, index) * 2 - 1;
  const to = uniform(stream, index + 1) * 2 - 1;
  return from + (to - from) * smoothStep(position - index);
}

/** 0 below 0, 1 above 1, and without a kink in between. */
export function smoothStep(x: number): number {
  const clamped = Math.min(1, Math.max(0, x));
  return clamped * clamped * (3 - 2 * clamped);
}

function mix(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
