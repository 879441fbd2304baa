/** The same chance in every run, so that two detectors meet the same draws; at least 0, below 1. */
export function sequence(): () => number {
  let state = 20_261_121;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
