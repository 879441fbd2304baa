import type { Feedback, Stretch } from './history.js';
import { within } from './stretch.js';
import { add, type Sums } from './tally.js';

/** Adds what people said of alarms, in the window in which they said it. */
export function countFeedback(feedback: readonly Feedback[], window: Stretch, sums: Sums) {
  const rightByRule = new Map<string, bigint>();
  const wrongByRule = new Map<string, bigint>();
  for (const { at, answer, rules } of feedback) {
    if (!within(window, at)) continue;
    switch (answer) {
      case 'right':
        sums.foundRight += 1n;
        for (const rule of rules) add(rightByRule, rule, 1n);
        break;
      case 'wrong':
        sums.foundWrong += 1n;
        for (const rule of rules) add(wrongByRule, rule, 1n);
        break;
      case 'not_sure':
        sums.notSure += 1n;
        break;
    }
  }
  return { rightByRule, wrongByRule };
}
