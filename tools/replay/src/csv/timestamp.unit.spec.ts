import { parseNumber } from './number.js';
import { parseTimestamp } from './timestamp.js';

const instant = Date.UTC(2026, 10, 21, 8, 30, 5);

describe('reading a timestamp', () => {
  it.each([
    ['2026-11-21T08:30:05Z', instant],
    ['2026-11-21T09:30:05+01:00', instant],
    ['2026-11-21T09:30:05.250+0100', instant + 250],
    ['2026-11-21 09:30:05.25+01', instant + 250],
    ['2026-11-21 08:30:05', instant],
    ['2026/11/21 08:30:05', instant],
    ['2026-11-21T08:30', instant - 5000],
    ['2026-11-21', Date.UTC(2026, 10, 21)],
    ['21.11.2026 08:30:05', instant],
    ['21.11.2026 8:30', instant - 5000],
    ['21/11/2026 08:30:05.25', instant + 250],
    ['21-11-2026', Date.UTC(2026, 10, 21)],
    ['1795249805', instant],
    ['1795249805.5', instant + 500],
    ['1795249805000', instant],
    ['1795249805000000', instant],
    ['1795249805000000000', instant],
  ])('takes %s, without a zone as UTC', (text, at) => {
    expect(parseTimestamp(text)).toBe(at);
  });

  it.each([
    '',
    'soon',
    '73.9',
    '2026-13-41 08:30:05',
    '20261121083005',
    '41.11.2026',
    '21.11.26',
    '11/21/2026',
    '21.11/2026',
    '12',
    'NaN',
  ])('refuses "%s"', (text) => {
    expect(parseTimestamp(text)).toBeUndefined();
  });
});

describe('reading a timestamp whose month comes first', () => {
  it.each([
    ['11/21/2026 08:30:05', instant],
    ['11/21/2026 8:30:05 AM', instant],
    ['11/21/2026 12:30:05 PM', instant + 4 * 3_600_000],
    ['11/21/2026 12:30:05 am', instant - 8 * 3_600_000],
    ['21.11.2026 08:30:05', instant],
  ])('takes %s', (text, at) => {
    expect(parseTimestamp(text, true)).toBe(at);
  });
});

describe('reading a number', () => {
  it.each([
    ['4.2', ',', 4.2],
    ['-1e-3', ',', -0.001],
    ['4,2', ';', 4.2],
    ['.5', ',', 0.5],
  ])('takes %s in a file separated by %s', (text, separator, value) => {
    expect(parseNumber(text, separator)).toBe(value);
  });

  it.each(['', 'NaN', 'Infinity', '0x10', '1,000,000', '1e999'])('refuses "%s"', (text) => {
    expect(parseNumber(text, ';')).toBeUndefined();
  });
});
