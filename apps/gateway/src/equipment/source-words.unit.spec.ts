import { inOurWords, queryInOurWords, vocabularyOf } from './source-words.js';

describe('API-13 the words of other systems', () => {
  it.each([
    [
      { equipment_code: 'A', equipment_name: 'B', status: 'ERROR' },
      { code: 'A', name: 'B', status: 'ERROR' },
    ],
    [{ equipment_code: 'A' }, { code: 'A', status: 'ONLINE' }],
    [
      { name: 'A', name_ar: 'ب' },
      { name: 'A', names: { ar: 'ب' } },
    ],
    [{ name: 'A', name_ar: null }, { name: 'A' }],
    [{ names: { en: 'A' }, name_ar: 'ب' }, { names: { en: 'A', ar: 'ب' } }],
    [{ field_id: 'f1', metadata: { a: 1 } }, { metadata: { fieldId: 'f1', a: 1 } }],
    [
      { field_id: '019aa4c2-9766-75d1-91e8-6d332eb64526' },
      { locationId: '019aa4c2-9766-75d1-91e8-6d332eb64526' },
    ],
    [{ purchase_price: 10.5, purchasePrice: 3 }, { purchasePrice: 3 }],
    [{ purchase_date: '2023-01-02T00:00:00Z' }, { purchasedOn: '2023-01-02' }],
    [{ purchasedOn: '2023-01-02T00:00:00Z' }, { purchasedOn: '2023-01-02T00:00:00Z' }],
    [{ lat: 1, lon: 2 }, { position: { latitude: 1, longitude: 2 } }],
    [{ current_hours: 5 }, { hours: 5 }],
    [
      { name: 'A', current_hours: 5 },
      { name: 'A', metadata: { currentHours: 5 } },
    ],
    [{ some_thing: 1 }, { someThing: 1 }],
    ['text', 'text'],
    [[1], [1]],
    [null, null],
  ])('%j becomes %j', (given, ours) => {
    expect(inOurWords(given)).toEqual(ours);
  });

  it('in queries become ours', () => {
    const query = { equipment_type: 'pump', page_size: '5', field_id: 'x', search: 'a_b' };
    expect(queryInOurWords(query)).toEqual({
      ...{ class: 'pump', pageSize: '5', locationId: 'x', search: 'a_b' },
    });
  });

  it.each([
    [undefined, [{}], 'online'],
    [undefined, [undefined, { status: 'repair' }], 'fleet'],
    [undefined, [{ status: 'Running' }], 'machine'],
    [undefined, [{ brand: 'x' }], 'fleet'],
    ['status=machine', [{ brand: 'x' }], 'machine'],
    ['handling=partial, status=fleet', [{}], 'fleet'],
    ['status=other', [{}], 'online'],
  ])('Prefer %s and %j ask for the words of %s', (prefer, asked, vocabulary) => {
    expect(vocabularyOf(prefer, ...asked)).toBe(vocabulary);
  });
});
