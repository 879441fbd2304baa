import { setTimeout as pause } from 'node:timers/promises';

const STEP_MS = 25;

/**
 * Asks again and again until the answer is neither undefined nor false, and gives it back;
 * fails by saying what did not come.
 */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  timeoutMs = 15_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  let last: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    if (Date.now() > deadline) {
      throw new Error(`${what} did not come within ${timeoutMs} ms; last: ${String(last)}`);
    }
    await pause(STEP_MS);
  }
}
