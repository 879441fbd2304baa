import { channelsOf } from './channels.js';
import type { Layout } from './csv/layout.js';
import { readOptions } from './options.js';

const optionsOf = (...argv: string[]) => {
  const options = readOptions(argv);
  if (!options) throw new Error('help was asked for');
  return options;
};
const layoutOf = (...names: string[]): Layout => ({
  separator: ',',
  hasHeader: true,
  timestampColumn: 0,
  clockColumn: undefined,
  dateOrder: { monthFirst: false, settled: true },
  newestFirst: false,
  valueColumns: names.map((name, index) => ({ index: index + 1, name })),
  ignored: [],
  periodMs: 1000,
});
const sensors = (layout: Layout, ...argv: string[]) =>
  channelsOf(layout, optionsOf('runs/pump 7.csv', ...argv)).map(({ sensor }) => sensor);

describe('the command line of a replay', () => {
  it('names equipment and sensors after the file and its columns', () => {
    expect(sensors(layoutOf('value'))).toEqual(['PUMP-7.value']);
    expect(sensors(layoutOf('Flow (l/s)', 'flow l/s', ''))).toEqual([
      'PUMP-7.flow-l-s',
      'PUMP-7.flow-l-s-3',
      'PUMP-7.value',
    ]);
  });

  it('takes other names', () => {
    expect(sensors(layoutOf('value'), '--sensor', 'P-1.temp')).toEqual(['P-1.temp']);
    expect(sensors(layoutOf('a', 'b'), '--equipment', 'P-1')).toEqual(['P-1.a', 'P-1.b']);
  });

  it.each([
    [[], 'Give one CSV file to replay; see --help.'],
    [['a.csv', '--speed', '0'], '--speed takes a number above 0, not "0".'],
    [['a.csv', '--gateway', 'a.b'], '--gateway takes letters, digits, - and _, not "a.b".'],
    [['a.csv', '--criticality', 'E'], '--criticality takes A, B, C or D, not "E".'],
  ])('answers %j with one sentence', (argv, sentence) => {
    expect(() => readOptions(argv)).toThrow(sentence);
  });
});
