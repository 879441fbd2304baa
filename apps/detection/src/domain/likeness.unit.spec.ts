import { likeness, mostAlike } from './likeness.js';

describe('how alike anomalies are', () => {
  it('is what their parts have in common, whatever their strength', () => {
    expect(likeness({ jump: 1, range: 1 }, { jump: 3, range: 3 })).toBeCloseTo(1, 12);
    expect(likeness({ jump: 1 }, { range: 1 })).toBe(0);
    expect(likeness({ jump: 1, range: 1 }, { jump: 1 })).toBeCloseTo(Math.SQRT1_2, 12);
    expect(likeness({ jump: 0 }, { jump: 1 })).toBe(0);
  });

  it('finds the most alike of the past, the most alike first', () => {
    const past = [
      { id: 'other', parts: { range: 1 } },
      { id: 'same', parts: { jump: 2 } },
      { id: 'near', parts: { jump: 2, range: 1 } },
    ];

    expect(mostAlike({ jump: 1 }, past, 2).map(({ anomaly }) => anomaly.id)).toEqual([
      'same',
      'near',
    ]);
  });
});
