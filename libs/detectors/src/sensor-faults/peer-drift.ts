import { bounded } from '../history/bounded.js';
import { DetectorState } from '../history/detector-state.js';
import { RunningMoments } from '../history/running-moments.js';

const READINGS_TO_LEARN = 500;
const SLOW_RATE = 1 / 200;
const SLACK = 0.5;
const FAULTY_FROM = 40;
const SOUND_BELOW = 10;

/**
 * A sensor that creeps away from another one that measures the same, or from what its machine's other
 * signals let expect. A machine that changes takes both along; only a sensor drifts alone.
 */
export class PeerDrift {
  private readonly state: DetectorState;
  private readonly at;
  private readonly usual: RunningMoments;

  constructor(saved?: Uint8Array) {
    this.state = new DetectorState(saved);
    this.at = this.state.numbers({ seen: 0, slow: 0, up: 0, down: 0, drifting: 0 });
    this.usual = new RunningMoments(this.state, 1 / READINGS_TO_LEARN);
  }

  toBytes(): Uint8Array {
    return this.state.toBytes();
  }

  /** True while the sensor has drifted from its peer. */
  observe(value: number, peer: number): boolean {
    const { at, usual } = this;
    const difference = bounded(value - peer);
    if (at.seen++ < READINGS_TO_LEARN) {
      usual.follow(difference);
      at.slow = usual.mean;
      return false;
    }
    at.slow += SLOW_RATE * (difference - at.slow);
    // The slow mean of independent noise varies by a twentieth of the noise itself.
    const spread = Math.sqrt(usual.variance * (SLOW_RATE / (2 - SLOW_RATE)));
    const away = spread > 0 ? (at.slow - usual.mean) / spread / 4 : 0;
    at.up = this.sum(at.up, away);
    at.down = this.sum(at.down, -away);
    const most = Math.max(at.up, at.down);
    at.drifting = Number(at.drifting ? most > SOUND_BELOW : most > FAULTY_FROM);
    return at.drifting === 1;
  }

  private sum(before: number, away: number): number {
    return Math.min(2 * FAULTY_FROM, Math.max(0, before + Math.min(2, away) - SLACK));
  }
}
