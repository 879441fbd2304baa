/** How long to wait before starting again what ended. */
const firstMs = 500;
const longestMs = 5_000;
const steadyAfterMs = 5_000;

/**
 * For one process: given how long it ran this time, how often in a row it now ended soon, and how
 * long to wait before the next start, longer each time.
 */
export const growingPauses = () => {
  let inARow = 0;
  return (ranMs) => {
    inARow = ranMs > steadyAfterMs ? 1 : inARow + 1;
    return { inARow, pauseMs: Math.min(firstMs * 2 ** (inARow - 1), longestMs) };
  };
};
