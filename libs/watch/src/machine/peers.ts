import { PeerDrift } from '@libs/detectors';
import type { Signal } from './signals.js';

interface Pair {
  readonly sensorId: string;
  readonly peerId: string;
}

export interface SavedPair extends Pair {
  /** In base64. */
  readonly drift: string;
}

/** What one of two sensors of the same quantity says of the other. */
export interface Comparison extends Pair {
  readonly drifting: boolean;
  readonly value: number;
  readonly peerKey: string;
}

/** Holds sensors of the same quantity of one machine against each other: the first against each other one. */
export class Peers {
  private readonly drifts: Map<string, PeerDrift>;

  constructor(saved: readonly SavedPair[] = []) {
    this.drifts = new Map(
      saved.map((pair) => [nameOf(pair), new PeerDrift(Buffer.from(pair.drift, 'base64'))]),
    );
  }

  toSaved(): SavedPair[] {
    return [...this.drifts].map(([name, drift]) => {
      const [sensorId = '', peerId = ''] = name.split(' ');
      return { sensorId, peerId, drift: Buffer.from(drift.toBytes()).toString('base64') };
    });
  }

  /** Signals with the values of one row, of those that may be believed but for drift. */
  compare(believed: readonly Signal[]): Comparison[] {
    const firsts = new Map<string, Signal>();
    return believed.flatMap((signal) => {
      const first = firsts.get(signal.quantity);
      firsts.set(signal.quantity, first ?? signal);
      if (!first) return [];
      const pair = { sensorId: signal.sensorId, peerId: first.sensorId };
      const drift = this.drifts.get(nameOf(pair)) ?? new PeerDrift();
      this.drifts.set(nameOf(pair), drift);
      const drifting = drift.observe(signal.held, first.held);
      return [{ ...pair, drifting, value: signal.held, peerKey: first.key }];
    });
  }
}

const nameOf = ({ sensorId, peerId }: Pair): string => `${sensorId} ${peerId}`;
