import { codeFrom } from './equipment-code.js';

describe('REG-03 a code made from a name', () => {
  it.each([
    ['CNC-001', 'CNC-001'],
    ['John Deere 8R 410', 'JOHN-DEERE-8R-410'],
    ['New Holland CR9.90', 'NEW-HOLLAND-CR9-90'],
    ['Größe  2', 'GROSSE-2'],
    ['مضخة', 'EQUIPMENT'],
    ['--', 'EQUIPMENT'],
    ['x'.repeat(200), 'X'.repeat(38)],
  ])('is for %s %s', (name, code) => {
    expect(codeFrom(name)).toBe(code);
    expect(code).toMatch(/^[A-Z0-9-]{1,50}$/);
  });
});
