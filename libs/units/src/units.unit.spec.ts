import { UNIT_SPELLINGS } from '@libs/contracts';
import fc from 'fast-check';
import { conversion, readUnit } from './index.js';

describe('reading a unit', () => {
  it.each(['mm/s', 'Cel', '%', 'bar', 'm3/h', 'l/min', 'L/min', '1', 'h', 'kW', '{count}', 'm/s2'])(
    'takes the UCUM code %s as it is',
    async (code) => {
      expect(await readUnit(code)).toEqual({ kind: 'code', code });
    },
  );

  it.each(Object.entries(UNIT_SPELLINGS))('takes %s for %s', async (spelling, code) => {
    expect(await readUnit(spelling)).toEqual({ kind: 'code', code });
  });

  it.each([
    ['furlongs', /furlongs is no UCUM code; perhaps \[fur_us\]\?/],
    ['m/sec', /m\/sec is no UCUM code; perhaps /],
    ['lbs', /no UCUM code/],
    ['quux', /quux is no UCUM code, such as mm\/s/],
    ['mm per s', /such as mm\/s/],
    ['', /such as mm\/s/],
    ['((((', /no UCUM code/],
    ['\u0000', /such as mm\/s/],
  ])('refuses %j and says what may be meant', async (text, message) => {
    const expected = expect.stringMatching(message) as string;
    expect(await readUnit(text)).toEqual({ kind: 'fault', message: expected });
  });
});

describe('converting between units', () => {
  it.each([
    [100, 'Cel', '[degF]', 212],
    [0, '°C', 'K', 273.15],
    [25.4, 'mm/s', 'in/s', 1],
    [1, 'm3/h', 'L/min', 16.6666666667],
    [60, 'rpm', 'Hz', 1],
    [1, 'kWh', 'MJ', 3.6],
    [50, '%', '1', 0.5],
  ])('says %d %s in %s as %d', async (value, from, to, expected) => {
    const convert = await conversion(from, to);
    expect(convert?.(value)).toBeCloseTo(expected, 9);
  });

  it.each([
    ['mm/s', 'bar'],
    ['Cel', 'mm/s'],
    ['mol', 'g'],
    ['1', 'Cel'],
    ['nothing', 'bar'],
    ['bar', 'nothing'],
  ])('says nothing of %s in %s', async (from, to) => {
    expect(await conversion(from, to)).toBeUndefined();
  });

  it('TEL-05: comes back to the value that it began with', async () => {
    const families = [
      ['Cel', '[degF]', 'K'],
      ['mm/s', 'm/s', '[in_i]/s', 'km/h'],
      ['bar', 'kPa', '[psi]', 'atm'],
      ['m3/h', 'L/min', '[gal_us]/min'],
      ['kW.h', 'J', 'MJ'],
      ['{rev}/min', 'Hz'],
    ];
    const pair = fc
      .constantFrom(...families)
      .chain((family) => fc.tuple(fc.constantFrom(...family), fc.constantFrom(...family)));
    const value = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    await fc.assert(
      fc.asyncProperty(pair, value, async ([from, to], given) => {
        const there = await conversion(from, to);
        const back = await conversion(to, from);
        const came = back?.(there?.(given) ?? NaN) ?? NaN;
        expect(Math.abs(came - given)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(given)));
      }),
      { numRuns: 300 },
    );
  });
});
