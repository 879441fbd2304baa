import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '../../..');
const USUAL_BENCHMARK_DATA = '../shared/data';
const USUAL_RECORDING = 'nab/data/realKnownCause/machine_temperature_system_failure.csv';

/** Runs a compiled tool to its end; answers what it printed, and throws when it failed. */
export async function runTool(
  tool: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<string> {
  const entry = join(ROOT, `dist/tools/${tool}/src/main.js`);
  const { stdout } = await promisify(execFile)(process.execPath, [entry, ...args], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], ...environment },
  });
  return stdout;
}

/**
 * The temperature of a machine until it failed, from the Numenta Anomaly Benchmark, at
 * `MACHINE_TEMPERATURE_CSV` or beside the project; undefined where it is not.
 */
export function machineTemperatureFile(): string | undefined {
  const file = process.env['MACHINE_TEMPERATURE_CSV'];
  return file ? existing(resolve(ROOT, file)) : benchmarkData(USUAL_RECORDING);
}

/** A file or folder of public benchmark data, below `BENCHMARK_DATA` or beside the project; undefined where it is not. */
export function benchmarkData(path: string): string | undefined {
  return existing(resolve(ROOT, process.env['BENCHMARK_DATA'] ?? USUAL_BENCHMARK_DATA, path));
}

const existing = (path: string): string | undefined => (existsSync(path) ? path : undefined);
