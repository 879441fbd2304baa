import { rangeOf } from './byte-range.js';

describe('the range that is asked for of 10 bytes', () => {
  it.each<[string | undefined, ReturnType<typeof rangeOf>]>([
    ['bytes=0-3', { start: 0, end: 3 }],
    ['bytes=9-', { start: 9, end: 9 }],
    ['bytes=4-400', { start: 4, end: 9 }],
    ['bytes=-3', { start: 7, end: 9 }],
    ['bytes=-30', { start: 0, end: 9 }],
    ['bytes=10-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=5-4', 'whole'],
    ['bytes=0-1,3-4', 'whole'],
    ['bytes=-', 'whole'],
    ['lines=0-1', 'whole'],
    [undefined, 'whole'],
  ])('is, by %s, %j', (header, range) => {
    expect(rangeOf(header, 10)).toEqual(range);
  });
});
