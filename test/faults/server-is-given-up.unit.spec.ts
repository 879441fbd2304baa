import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const keep = join(__dirname, '../../infrastructure/local/servers/keep.mjs');
const lifetime = join(__dirname, '../../infrastructure/local/processes/lifetime.mjs');

/** A launcher with a server that answers and then ends at once, as often as it is started. */
const launcher = `
  import { keepServer } from '${keep}';
  import { atEnd, runLauncher } from '${lifetime}';
  let starts = 0;
  const start = async () => ({ ended: Promise.resolve('SIGKILL'), number: ++starts });
  const pauseAfter = () => ({ inARow: starts, pauseMs: 0 });
  runLauncher(async () => {
    atEnd(() => console.log(starts + ' starts'));
    await keepServer({ name: 'nats', start, logFile: 'nats.log', log: console.log, pauseAfter });
    await new Promise(() => setInterval(() => {}, 1_000));
  });`;

describe('a server of npm start that ends whenever it is started', () => {
  it('is started again each time with a line, and given up with a remedy', () => {
    const args = ['--input-type=module', '--eval', launcher];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    const told = Array.from({ length: 9 }, () => 'nats ended (SIGKILL): it is started again');
    expect(stdout.trim().split('\n')).toEqual([...told, '10 starts']);
    expect(stderr).toContain('put right what nats.log says, then run the command again');
    expect(status).toBe(1);
  });
});
