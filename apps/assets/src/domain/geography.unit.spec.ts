import { boxAround, readBox, readPoint } from './geography.js';

describe('REG-15 an area', () => {
  it.each([
    ['-1.5,2,3,4', { west: -1.5, south: 2, east: 3, north: 4 }],
    ['170,-10,-170,10', { west: 170, south: -10, east: -170, north: 10 }],
    [' 0, 0, 0, 0 ', { west: 0, south: 0, east: 0, north: 0 }],
  ])('is read from "%s"', (text, box) => {
    expect(readBox(text)).toEqual(box);
  });

  it.each(['', '1,2,3', '1,2,3,4,5', 'a,b,c,d', '1,5,2,4', '181,0,0,0', '0,-91,0,0', '1,,2,3'])(
    'is not read from "%s"',
    (text) => expect(readBox(text)).toBeUndefined(),
  );

  it.each(['91,0', '0,181', '1', '1,2,3', 'NaN,0', '1e3,0', ''])('has no centre at "%s"', (text) =>
    expect(readPoint(text)).toBeUndefined(),
  );

  it('is a box around a circle', () => {
    const box = boxAround({ latitude: 60, longitude: 10 }, 111_195);
    expect(box.north).toBeCloseTo(61, 2);
    expect(box.south).toBeCloseTo(59, 2);
    // At 60 degrees a degree of longitude is half as long.
    expect(box.east).toBeCloseTo(12, 1);
    expect(box.west).toBeCloseTo(8, 1);
  });

  it('goes on behind the date line', () => {
    const box = boxAround({ latitude: 0, longitude: 179.9 }, 50_000);
    expect(box.west).toBeCloseTo(179.45, 2);
    expect(box.east).toBeCloseTo(-179.65, 2);
  });

  it('has all meridians where it reaches a pole, or around the whole globe', () => {
    const all = { west: -180, east: 180 };
    expect(boxAround({ latitude: 89.9, longitude: 5 }, 50_000)).toMatchObject(all);
    expect(boxAround({ latitude: 0, longitude: 5 }, 20_000_000)).toMatchObject(all);
  });
});
