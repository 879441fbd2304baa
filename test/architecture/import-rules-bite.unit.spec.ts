import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isLawful, lawfulFiles, stubPackages, violations } from './import-rule-violations.js';

const repository = join(__dirname, '../..');
const configuration = join(repository, '.dependency-cruiser.cjs');

interface RuleSet {
  forbidden: { name: string; comment: string }[];
}

interface CruiseResult {
  summary: { violations: { from: string; rule: { name: string } }[] };
}

const { forbidden: rules } = createRequire(__filename)(configuration) as RuleSet;

describe('EVT-20 OPS-16: the import rules', () => {
  let plant: string;
  let reported: { file: string; rule: string }[];

  beforeAll(() => {
    plant = mkdtempSync(join(tmpdir(), 'import-rules-'));
    cpSync(join(repository, 'tsconfig.json'), join(plant, 'tsconfig.json'));
    const sources = [stubPackages, lawfulFiles, ...Object.values(violations)];
    for (const [file, text] of sources.flatMap((files) => Object.entries(files))) {
      mkdirSync(dirname(join(plant, file)), { recursive: true });
      writeFileSync(join(plant, file), text);
    }
    reported = cruise(plant);
  }, 60_000);

  afterAll(() => {
    rmSync(plant, { recursive: true });
  });

  it('are silent on what is lawful', () => {
    expect(reported.filter(({ file }) => isLawful(file))).toEqual([]);
  });

  it.each(rules.map(({ name }) => name))('bite: %s', (name) => {
    const files = Object.keys(violations[name] ?? {});
    const names = reported.filter(({ file }) => files.includes(file)).map(({ rule }) => rule);

    expect([...new Set(names)]).toEqual([name]);
  });

  it('have each one violation here, and no violation outlives its rule', () => {
    expect(Object.keys(violations).sort()).toEqual(rules.map(({ name }) => name).sort());
  });

  it('say each why', () => {
    expect(rules.filter(({ comment }) => !comment)).toEqual([]);
  });
});

function cruise(directory: string) {
  const program = join(repository, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const folders = ['apps', 'libs', 'migrations', 'tools', 'test'];
  const options = ['--config', configuration, '--output-type', 'json'];
  const output = execFileSync(process.execPath, [program, ...options, ...folders], {
    cwd: directory,
    encoding: 'utf8',
  });
  const { summary } = JSON.parse(output) as CruiseResult;
  return summary.violations.map(({ from, rule }) => ({ file: from, rule: rule.name }));
}
