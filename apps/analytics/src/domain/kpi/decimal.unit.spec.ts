import fc from 'fast-check';
import { difference, quotient, scaled } from './decimal.js';

describe('OPS-17: exact decimals', () => {
  it.each([
    [1n, 3n, 6, '0.333333'],
    [2n, 3n, 6, '0.666667'],
    [1n, 2n, 0, '1'],
    [1n, 8n, 2, '0.13'],
    [0n, 7n, 2, '0.00'],
    [10n ** 30n, 1n, 2, `1${'0'.repeat(30)}.00`],
  ])('divide %s by %s to %i places as %s', (numerator, denominator, places, text) => {
    expect(quotient(numerator, denominator, places)).toBe(text);
  });

  it('are read as they are written', () => {
    expect([scaled('12.5', 4), scaled('0.0001', 4), scaled('7', 4)]).toEqual([125000n, 1n, 70000n]);
    for (const wrong of ['1.23456', '-1', '1e3', '', '.5']) {
      expect(() => scaled(wrong, 4)).toThrow('no such decimal');
    }
  });

  it.each([
    ['1.50', '1.25', '-0.25'],
    ['0.000001', '10.000000', '9.999999'],
    ['7', '7', '0'],
    ['12', '9', '-3'],
  ])('change from %s to %s by %s', (from, to, change) => {
    expect(difference(from, to)).toBe(change);
  });

  it('never lose a digit on the way', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 16n }),
        (amount) => scaled(quotient(amount, 10_000n, 4), 4) === amount,
      ),
    );
  });
});
