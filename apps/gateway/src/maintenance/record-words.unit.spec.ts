import { recordInOurWords } from './record-words.js';

describe('a maintenance record in the words of a fleet', () => {
  it('WOM-04 LOC-02: is taken in ours', () => {
    expect(
      recordInOurWords({
        record_id: 'MNT-7',
        maintenance_type: 'oil_change',
        description: 'Engine oil change',
        description_ar: 'تغيير زيت المحرك',
        performed_by: 'Tess',
        performed_at: '2026-01-15T09:30:00',
        cost: 350.5,
        notes: 'Next at 500 h',
        parts_replaced: ['Oil filter'],
      }),
    ).toEqual({
      maintenanceType: 'oil_change',
      description: 'Engine oil change',
      descriptions: { ar: 'تغيير زيت المحرك' },
      performedBy: 'Tess',
      performedAt: '2026-01-15T09:30:00Z',
      cost: '350.5',
      notes: 'Next at 500 h',
      replacedParts: [{ name: 'Oil filter' }],
    });
  });

  it.each([
    [{ maintenanceType: 'repair', performedAt: '2026-01-15T09:30:00+03:00', cost: '1.5' }],
    [{ unheard: 1 }],
    [['a', 'list']],
    ['text'],
    [null],
  ])('leaves %j to the contract', (body) => {
    expect(recordInOurWords(body)).toEqual(body);
  });
});
