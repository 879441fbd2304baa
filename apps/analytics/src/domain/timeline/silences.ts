import type { Silence } from './facts.js';

/** Equipment was found to have fallen silent, or to be heard again, at an instant in ms. */
export interface Hearing {
  readonly id: string;
  readonly at: number;
  readonly isHeard: boolean;
}

/** The stretches of silence, of what was found in any order. */
export function silencesOf(hearings: readonly Hearing[]): Silence[] {
  const silences: Silence[] = [];
  let begun: Hearing | null = null;
  const inOrder = [...hearings].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  for (const hearing of inOrder) {
    if (!hearing.isHeard) begun ??= hearing;
    else if (begun) {
      if (begun.at < hearing.at) silences.push({ id: begun.id, from: begun.at, to: hearing.at });
      begun = null;
    }
  }
  return begun ? [...silences, { id: begun.id, from: begun.at, to: null }] : silences;
}
