import { parseArgs } from 'node:util';
import { UsageError } from './environment.js';

export interface SimulatorOptions {
  readonly command: 'run' | 'seed' | 'help';
  readonly seed: number | undefined;
  readonly periodMs: number;
  readonly historyMs: number;
  readonly stateFolder: string;
  readonly demoFault: boolean;
  readonly json: boolean;
}

export const help = `plant-simulator [run]   simulates the demo plant and publishes it as its gateways would
plant-simulator seed    registers the demo plant over REST (repeatable)

  --seed <n>          seed of every random draw (default 1, or that of the state folder)
  --period-ms <n>     time between samples, 100 to 3600000 (default 2000)
  --history <time>    healthy past published first, such as 90s, 30m, 2h, 1d or 0 (default 2h)
  --state <folder>    spools, run state and ground-truth.jsonl (default .millwright/plant-simulator)
  --demo-fault        a strong cavitation on a critical pump 15 s after live operation begins
  --json              status as JSON lines
  --help              this text

Needs API_URL, ADMIN_USER and ADMIN_PASSWORD; run needs NATS_URL and TENANT_ID as well.`;

const unitsMs = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

export function readOptions(argv: readonly string[]): SimulatorOptions {
  const { values, positionals } = parse(argv);
  const [command = 'run', ...rest] = positionals;
  if ((command !== 'run' && command !== 'seed') || rest.length > 0) {
    throw new UsageError(`"${positionals.join(' ')}" is not a command; see --help.`);
  }
  return {
    command: values.help ? 'help' : command,
    seed: values.seed === undefined ? undefined : integer('--seed', values.seed, 0, 4294967295),
    periodMs: integer('--period-ms', values['period-ms'], 100, 3_600_000),
    historyMs: duration(values.history),
    stateFolder: values.state,
    demoFault: values['demo-fault'],
    json: values.json,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        seed: { type: 'string' },
        'period-ms': { type: 'string', default: '2000' },
        history: { type: 'string', default: '2h' },
        state: { type: 'string', default: '.millwright/plant-simulator' },
        'demo-fault': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false, short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('. ')[0]}; see --help.`);
  }
}

function integer(name: string, text: string, lowest: number, highest: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= lowest && value <= highest) return value;
  throw new UsageError(`${name} takes a whole number from ${lowest} to ${highest}, not "${text}".`);
}

function duration(text: string): number {
  const match = /^(\d{1,6})([smhd])$/.exec(text);
  if (match) return Number(match[1]) * unitsMs[match[2] as keyof typeof unitsMs];
  if (text === '0') return 0;
  throw new UsageError(`--history takes a time such as 90s, 30m, 2h, 1d or 0, not "${text}".`);
}
