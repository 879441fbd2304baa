import { parseArgs } from 'node:util';
import { UsageError } from '../../plant-simulator/src/environment.js';
import { compareHalves } from './halves.js';
import { benchmarkNab } from './nab/benchmark.js';
import { benchmarkPlant } from './plant/benchmark.js';
import { printed } from './printed.js';
import { benchmarkSkab } from './skab/benchmark.js';

const help = `npm run benchmark:nab|benchmark:skab|benchmark:plant -- [options]   the detectors on known data

  --data <folder>   where public data lies (default ../shared/data/nab or ../shared/data/skab)
  --days <n>        simulated days of the plant, healthy and then with faults (default 2)
  --seed <n>        seed of the simulated plant (default 7)
  --line <name>     gateway of the simulated plant, or all of them (default line-1)
  --halves          in place of figures: whether the first half of every file scores the same alone; ends with 1 if not
  --json            all figures as one JSON object
  --help            this text`;

type Options = ReturnType<typeof parse>['values'];

const folders = { nab: '../shared/data/nab', skab: '../shared/data/skab' };

const benchmarks: Record<string, (options: Options) => object | Promise<object>> = {
  nab: ({ data }) => benchmarkNab(data ?? folders.nab),
  skab: ({ data }) => benchmarkSkab(data ?? folders.skab),
  plant: ({ days, seed, line }) =>
    benchmarkPlant({ days: whole('--days', days), seed: whole('--seed', seed), gateway: line }),
};

async function main(): Promise<void> {
  const { values, positionals } = parse();
  const [name = ''] = positionals;
  const benchmark = benchmarks[name];
  if (values.help || !benchmark) {
    console.log(help);
    return;
  }
  if (values.halves && (name === 'nab' || name === 'skab')) {
    const compared = await compareHalves(values.data ?? folders[name]);
    if (compared.differences.length > 0) process.exitCode = 1;
    console.log(values.json ? JSON.stringify(compared, null, 2) : printed(compared));
    return;
  }
  const figures = await benchmark(values);
  console.log(values.json ? JSON.stringify(figures, null, 2) : printed(figures));
}

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        days: { type: 'string', default: '2' },
        seed: { type: 'string', default: '7' },
        line: { type: 'string', default: 'line-1' },
        halves: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false, short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('. ')[0]}; see --help.`);
  }
}

function whole(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new UsageError(`${name} takes a whole number above 0, not "${text}".`);
}

main().catch((error: unknown) => {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exit(2);
});
