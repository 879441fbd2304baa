import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { topology } from '@libs/contracts';
import { agentsTable } from './agents-table.js';
import { diagram } from './diagram.js';
import { between, generatedFiles, isOutOfDate } from './documents.js';

const REPOSITORY = join(__dirname, '../../..');

describe('documents of the topology', () => {
  it('are up to date (else: npm run docs:topology)', () => {
    const stale = generatedFiles(REPOSITORY).filter(isOutOfDate);
    expect(stale.map(({ path }) => path)).toEqual([]);
  });

  it('show every agent', () => {
    for (const { agent, does } of topology) {
      expect(diagram()).toContain(`${agent}["<b>${agent}</b><br/>${does}"]`);
      expect(agentsTable()).toContain(`| **${agent}** ${does} |`);
    }
  });

  it('have as many cells in each line of the table', () => {
    const [, ...lines] = agentsTable().split('\n');
    expect(new Set(lines.map((each) => each.split('|').length))).toEqual(new Set([7]));
  });
});

describe('the place between two markers', () => {
  const page = 'above\n<!-- a:begin -->\nold\n<!-- a:end -->\nbelow\n';

  it('is filled, and nothing around it touched', () => {
    const filled = between(page, 'a', 'new');
    expect(filled).toBe('above\n<!-- a:begin -->\n\nnew\n\n<!-- a:end -->\nbelow\n');
    expect(between(filled, 'a', 'new')).toBe(filled);
  });

  it.each([
    ['above\n', '<!-- a:begin -->'],
    ['<!-- a:end -->\n<!-- a:begin -->\n', '<!-- a:end -->'],
  ])('is missed in %j', (without, marker) => {
    expect(() => between(without, 'a', 'new')).toThrow(`The page needs the line ${marker}`);
  });
});

describe('files in a repository that has none yet', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'documents-'));
    writeFileSync(join(root, 'package.json'), '{"version":"1.2.3"}');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  function write(): void {
    mkdirSync(join(root, 'docs/generated'), { recursive: true });
    for (const { path, wanted } of generatedFiles(root)) writeFileSync(join(root, path), wanted);
  }

  it('are made once and then up to date', () => {
    expect(generatedFiles(root).every(isOutOfDate)).toBe(true);
    write();
    expect(generatedFiles(root).filter(isOutOfDate)).toEqual([]);
  });

  it('are out of date when somebody changes what is generated, not what lies around it', () => {
    write();
    const readme = join(root, 'README.md');
    writeFileSync(readme, `${readFileSync(readme, 'utf8')}\nMore.\n`);
    expect(generatedFiles(root).filter(isOutOfDate)).toEqual([]);
    writeFileSync(readme, readFileSync(readme, 'utf8').replace('flowchart', 'graph'));
    expect(generatedFiles(root).filter(isOutOfDate)).toMatchObject([{ path: 'README.md' }]);
  });
});
