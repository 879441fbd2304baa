import { namedRows } from './named-rows.js';

// Titles of this file name no rows: they would stand among the tests that show them.
const groups = new Set(['REG', 'TEL']);

it.each<[string, string[]]>([
  ['REG-14: finds the way', ['REG-14']],
  ['REG-12 REG-30 holds rooms', ['REG-12', 'REG-30']],
  ['the registry (REG-01, TEL-03) › answers REG-02', ['REG-01', 'TEL-03', 'REG-02']],
  ['TEL-01…03 arrive', ['TEL-01', 'TEL-02', 'TEL-03']],
  ['TEL-01…TEL-03 arrive', ['TEL-01', 'TEL-02', 'TEL-03']],
  ['TEL-01...02 arrive', ['TEL-01', 'TEL-02']],
  ['REG-01 once › REG-01 again', ['REG-01']],
  ['REG-03…01 the wrong way round', ['REG-03']],
  ['PMP-01, REG-1, REG-001, REG-01-A and XREG-01 are codes', []],
])('reads the rows of title %#', (title, ids) => {
  expect(namedRows(title, groups)).toEqual(ids);
});
