import { parseArgs } from 'node:util';
import { UsageError } from '../../plant-simulator/src/environment.js';
import { benchmarkNab } from './nab/benchmark.js';
import { benchmarkPlant } from './plant/benchmark.js';
import { printed } from './printed.js';
import { benchmarkSkab } from './skab/benchmark.js';

const help = `npm run benchmark:nab|benchmark:skab|benchmark:plant -- [options]   the detectors on known data

  --data <folder>   where public data lies (default ../shared/data/nab or ../shared/data/skab)
  --days <n>        simulated days of the plant, healthy and then with faults (default 2)
  --seed <n>        seed of the simulated plant (default 7)
  --line <name>     gateway of the simulated plant, or all of them (default line-1)
  --json            all figures as one JSON object
  --help            this text`;

type Options = ReturnType<typeof parse>['values'];

const benchmarks: Record<string, (options: Options) => object | Promise<object>> = {
  nab: ({ data }) => benchmarkNab(data ?? '../shared/data/nab'),
  skab: ({ data }) => benchmarkSkab(data ?? '../shared/data/skab'),
  plant: ({ days, seed, line }) =>
    benchmarkPlant({ days: whole('--days', days), seed: whole('--seed', seed), gateway: line }),
};

async function main(): Promise<void> {
  const { values, positionals } = parse();
  const benchmark = benchmarks[positionals[0] ?? ''];
  if (values.help || !benchmark) {
    console.log(help);
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
