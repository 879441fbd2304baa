import { basename, extname } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError } from '../../plant-simulator/src/environment.js';

export interface ReplayOptions {
  readonly file: string;
  /** Times real time; undefined is as fast as the plant takes it. */
  readonly speed: number | undefined;
  readonly equipment: string;
  readonly sensor: string | undefined;
  readonly gateway: string;
  readonly unit: string;
  readonly criticality: string;
  readonly followMs: number;
  readonly stateFolder: string;
}

export const help = `replay <file.csv>   sends a CSV of timestamps and values through the plant as a gateway's stream

  --speed <n>          n times real time by the file's own timestamps (default: as fast as the plant takes it)
  --equipment <code>   equipment the values belong to (default: the file's name)
  --sensor <code>      sensor code; of several value columns, the prefix (default: the equipment's code)
  --gateway <name>     gateway to send as (default replay)
  --unit <unit>        UCUM unit of the values (default 1)
  --criticality <A-D>  criticality of the equipment (default A)
  --follow <seconds>   how long to follow alarms and work orders afterwards (default 30)
  --state <folder>     spool of what is not confirmed yet (default .millwright/replay)
  --help               this text

Files are read as by detect, see there. Needs NATS_URL, TENANT_ID, API_URL, ADMIN_USER and ADMIN_PASSWORD.`;

/** The options, or undefined when help is asked for. */
export function readOptions(argv: readonly string[]): ReplayOptions | undefined {
  const { values, positionals } = parse(argv);
  if (values.help) return undefined;
  const [file, ...rest] = positionals;
  if (!file || rest.length > 0) throw new UsageError('Give one CSV file to replay; see --help.');
  return {
    file,
    speed: values.speed === undefined ? undefined : positive('--speed', values.speed),
    equipment: matching(
      '--equipment',
      values.equipment ??
        codeOf(basename(file, extname(file)))
          .toUpperCase()
          .slice(0, 50),
      /^[A-Z0-9-]{1,50}$/,
      'up to 50 capital letters, digits and -',
    ),
    sensor: values.sensor === undefined ? undefined : code('--sensor', values.sensor),
    gateway: matching(
      '--gateway',
      values.gateway,
      /^[A-Za-z0-9][\w-]{0,59}$/,
      'letters, digits, - and _',
    ),
    unit: matching('--unit', values.unit, /^\S{1,32}$/, 'a UCUM unit such as Cel'),
    criticality: matching('--criticality', values.criticality, /^[A-D]$/, 'A, B, C or D'),
    followMs: values.follow === '0' ? 0 : positive('--follow', values.follow) * 1000,
    stateFolder: values.state,
  };
}

/** A code out of free text: `machine temperature (C)` becomes `machine-temperature-C`. */
export function codeOf(text: string): string {
  return (
    text
      .replace(/[^A-Za-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 60) || 'value'
  );
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        speed: { type: 'string' },
        equipment: { type: 'string' },
        sensor: { type: 'string' },
        gateway: { type: 'string', default: 'replay' },
        unit: { type: 'string', default: '1' },
        criticality: { type: 'string', default: 'A' },
        follow: { type: 'string', default: '30' },
        state: { type: 'string', default: '.millwright/replay' },
        help: { type: 'boolean', default: false, short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('. ')[0]}; see --help.`);
  }
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value;
  throw new UsageError(`${name} takes a number above 0, not "${text}".`);
}

function code(name: string, text: string): string {
  return matching(name, text, /^[\w-]{1,60}(\.[\w-]{1,59})*$/, 'letters, digits, -, _ and .');
}

function matching(name: string, text: string, pattern: RegExp, what: string): string {
  if (pattern.test(text)) return text;
  throw new UsageError(`${name} takes ${what}, not "${text}".`);
}
