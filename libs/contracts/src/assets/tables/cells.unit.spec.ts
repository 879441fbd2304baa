import { fromCells, guarded, toCells, unguarded } from './cells.js';
import { columnNamed, columnsOf } from './columns.js';

describe('cells of a table', () => {
  it.each(['=1+1', '+1', '-1', '@x', '\tx', "'=1", "''=x", "'plain", '＝1', 'plain', "it's"])(
    'hold %j so that no spreadsheet runs it, and give it back',
    (text) => {
      expect(guarded(text)).not.toMatch(/^[=+\-@\t\r＝]/);
      expect(unguarded(guarded(text))).toBe(text);
    },
  );

  it('give back the row that they were made of', () => {
    const row = {
      code: 'P-1',
      name: '=cmd, "x"\nمضخة',
      names: { ar: 'مضخة' },
      year: 2019,
      metadata: { a: [1, { b: null }] },
      position: { latitude: -24.5, longitude: 46 },
      purchasePrice: '12500.50',
    };
    const columns = columnsOf('equipment');
    expect(fromCells(columns, toCells(columns, row))).toEqual(row);
  });

  it('leave to the contract what they cannot read', () => {
    const columns = ['year', 'metadata'].flatMap((name) => columnNamed('equipment', name) ?? []);
    expect(fromCells(columns, ['soon', '{'])).toEqual({ year: 'soon', metadata: '{' });
  });

  it('are named by fields and members of fields, and by nothing else', () => {
    expect(columnNamed('equipment', 'names.ar')).toMatchObject({ field: 'names', member: 'ar' });
    expect(columnNamed('equipment', 'position.latitude')).toMatchObject({ holds: 'number' });
    for (const name of ['status', 'metadata.a', 'position.x', 'constructor', '']) {
      expect(columnNamed('equipment', name)).toBeUndefined();
    }
  });
});
