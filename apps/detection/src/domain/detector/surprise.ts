import type { DetectorState } from './history/detector-state.js';

const RECENT = 100;
const REMEMBERED = 64;
const HALF_LIFE_READINGS = 10_000;
const FAMILIARITY_COST = 0.3;
const LIKE = 0.9;
const WEAKEST = 1.5;

/** Lets evidence through only as a record of late, and less of it the more often it came before. */
export class Surprise {
  private readonly at;
  private readonly recent;
  private readonly pastEvidence;
  private readonly pastReading;

  constructor(state: DetectorState) {
    this.at = state.numbers({ reading: 0, past: 0 });
    this.recent = state.array(RECENT);
    this.pastEvidence = state.array(REMEMBERED);
    this.pastReading = state.array(REMEMBERED);
  }

  observe(evidence: number): number {
    const { at, recent } = this;
    let highest = WEAKEST;
    for (const each of recent) if (each > highest) highest = each;
    recent[at.reading % RECENT] = evidence;
    const surprise = evidence > highest ? this.familiar(evidence) : 0;
    at.reading++;
    return surprise;
  }

  private familiar(evidence: number): number {
    const { at, pastEvidence, pastReading } = this;
    let alike = 0;
    for (let i = 0; i < Math.min(at.past, REMEMBERED); i++) {
      if ((pastEvidence[i] ?? 0) >= evidence * LIKE) {
        alike += 0.5 ** ((at.reading - (pastReading[i] ?? 0)) / HALF_LIFE_READINGS);
      }
    }
    pastEvidence[at.past % REMEMBERED] = evidence;
    pastReading[at.past % REMEMBERED] = at.reading;
    at.past++;
    return Math.max(0, evidence - FAMILIARITY_COST * Math.log2(1 + alike));
  }
}
