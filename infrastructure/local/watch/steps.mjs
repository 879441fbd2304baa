/** One printed line per step of a launcher, with the time it took. */

const begin = performance.now();
const seconds = (fromMs) => `${((performance.now() - fromMs) / 1_000).toFixed(1)} s`.padStart(8);

const overLiveLine = process.stdout.isTTY ? '\r\x1b[K' : '';

/** Prints a remark that belongs to the step under way, or to the running system. */
export const say = (text) => console.log(`${overLiveLine}            … ${text}`);

/** Runs a step and prints its name, its time and what it tells of itself. */
export const step = async (name, run) => {
  const started = performance.now();
  const told = await run(say);
  console.log(`${name.padEnd(10)}${seconds(started)}  ${told ?? ''}`);
};

/** Time since the launcher began. */
export const sinceBegin = () => seconds(begin).trim();
