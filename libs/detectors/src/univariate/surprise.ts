import type { DetectorState } from '../history/detector-state.js';

const RECENT = 25;
const REMEMBERED = 64;
const HALF_LIFE_BLOCKS = 2500;
const FAMILIARITY_COST = 0.45;
const LIKE = 0.9;
const WEAKEST = 0.3;

/** Lets a block's evidence through only as a record of late, and less of it the more often it came before. */
export class Surprise {
  private readonly at;
  private readonly recent;
  private readonly pastEvidence;
  private readonly pastBlock;

  constructor(state: DetectorState) {
    this.at = state.numbers({ block: 0, past: 0 });
    this.recent = state.array(RECENT);
    this.pastEvidence = state.array(REMEMBERED);
    this.pastBlock = state.array(REMEMBERED);
  }

  observe(evidence: number): number {
    const { at, recent } = this;
    let highest = WEAKEST;
    for (const each of recent) if (each > highest) highest = each;
    recent[at.block % RECENT] = evidence;
    const surprise = evidence > highest ? this.familiar(evidence) : 0;
    at.block++;
    return surprise;
  }

  private familiar(evidence: number): number {
    const { at, pastEvidence, pastBlock } = this;
    let alike = 0;
    for (let i = 0; i < Math.min(at.past, REMEMBERED); i++) {
      if ((pastEvidence[i] ?? 0) >= evidence * LIKE) {
        alike += 0.5 ** ((at.block - (pastBlock[i] ?? 0)) / HALF_LIFE_BLOCKS);
      }
    }
    pastEvidence[at.past % REMEMBERED] = evidence;
    pastBlock[at.past % REMEMBERED] = at.block;
    at.past++;
    return Math.max(0, evidence - FAMILIARITY_COST * Math.log2(1 + alike));
  }
}
