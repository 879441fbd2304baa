import { Refusal } from './refusal.js';

describe('a refusal of fields', () => {
  it('names each field, and says all in one sentence', () => {
    const errors = [
      { field: 'code', message: 'code must be a string' },
      { field: 'year', message: 'year must not be less than 1800' },
    ];
    expect(Refusal.invalid(errors).problem).toMatchObject({
      status: 422,
      detail: 'code must be a string; year must not be less than 1800',
      errors,
    });
  });

  it('stays as short as a problem document may be, however many and long the faults are', () => {
    const field = 'f'.repeat(70_000);
    const fault = { field, message: `property ${field} should not exist` };
    const { detail, errors = [] } = Refusal.invalid(
      Array.from({ length: 500 }, () => fault),
    ).problem;
    expect([detail.length, errors.length]).toEqual([2000, 100]);
    expect([errors[0]?.field.length, errors[0]?.message.length]).toEqual([200, 10_000]);
    expect(errors[0]?.field.endsWith('f…')).toBe(true);
  });
});
