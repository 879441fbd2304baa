import { plantMachine } from '@libs/testing';
import { ModeTracker } from './mode-tracker.js';

const LENGTH = 6000;
const SIGNALS = 4;
const rows = plantMachine(3, LENGTH, undefined, 0.3);
const flow = (row: number): number => rows[row]?.[3] ?? 0;

const modesOf = (machine: readonly (readonly number[])[], tracker = new ModeTracker(SIGNALS)) =>
  machine.map((values) => tracker.observe(values));

describe('telling standby and load apart', () => {
  const modes = modesOf(rows);

  it('DET-03: knows a machine at rest from one under load, whatever the load, once both were seen', () => {
    const known = modes.findIndex((mode) => mode !== null);
    const wrong = modes.filter((mode, row) => {
      const settled = row > known && row % 240 > 60;
      return settled && mode !== (flow(row) < 20 ? 'standby' : 'load');
    });

    expect(known).toBeGreaterThan(0);
    expect(known).toBeLessThan(2000);
    expect(wrong).toEqual([]);
    expect(new Set(modes)).toEqual(new Set([null, 'standby', 'load']));
  });

  it('claims nothing of a machine that never rests', () => {
    expect(new Set(modesOf(plantMachine(5, LENGTH)))).toEqual(new Set([null]));
  });

  it('does not take a signal that crosses nothing for one at rest', () => {
    const swinging = Array.from({ length: 2000 }, (_, row) => [Math.sin(row / 3)]);

    expect(new Set(modesOf(swinging, new ModeTracker(1)))).toEqual(new Set([null]));
  });

  it('takes one signal that comes to nothing for a dead sensor, and no standstill', () => {
    const dying = plantMachine(5, LENGTH).map((values, row) =>
      values.map((value, place) => (place === 3 && row > 3000 ? 0 : value)),
    );

    expect(new Set(modesOf(dying))).toEqual(new Set([null, 'load']));
  });

  it('goes on from its bytes as if it had not been away, and takes no bytes of another machine', () => {
    const tracker = new ModeTracker(SIGNALS);
    const first = modesOf(rows.slice(0, 2500), tracker);
    const restored = ModeTracker.fromBytes(SIGNALS, tracker.toBytes());

    expect(restored).not.toBeNull();
    expect([...first, ...modesOf(rows.slice(2500), restored ?? undefined)]).toEqual(modes);
    expect(ModeTracker.fromBytes(SIGNALS + 1, tracker.toBytes())).toBeNull();
  });
});
