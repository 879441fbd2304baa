const rounded = (ms) => Math.round(ms * 10) / 10;

/** The middle and the ends of measured times, in milliseconds. */
export function figures(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) =>
    rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]);
  return { samples: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}
