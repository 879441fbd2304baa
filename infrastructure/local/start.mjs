/** `npm start`: the whole system on this machine, until Ctrl-C. */
import { launch } from './launch.mjs';
import { readOptions } from './options.mjs';
import { atEnd, runLauncher, signalIsNormalEnd, UsageFault } from './processes/lifetime.mjs';
import { defaultStateDir } from './project.mjs';
import { rememberPasswordShown } from './secrets.mjs';
import { showLiveLine } from './watch/live-line.mjs';
import { sinceBegin } from './watch/steps.mjs';

const help = `npm start [-- options]
  --port N         port of the REST interface, documentation and board (3000)
  --processes      one process per agent instead of one for all
  --no-simulator   the demo plant is registered but sends no readings
  --fresh          forget all data of former starts
  --help           this text
The data lies in .millwright, or where MILLWRIGHT_STATE says. DATABASE_URL, NATS_URL and REDIS_URL
name servers to use instead of private ones.`;

const known = {
  port: { type: 'string', default: process.env.PORT ?? '3000' },
  processes: { type: 'boolean', default: false },
  'no-simulator': { type: 'boolean', default: false },
  fresh: { type: 'boolean', default: false },
};

const readPort = (text) => {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new UsageFault(`--port ${text} is no port: give a number from 1 to 65535.`);
};

const tellWelcome = (stateDir, { apiUrl, secrets }) => {
  console.log(`\nReady after ${sinceBegin()}. Stop with Ctrl-C.`);
  console.log(`  documentation  ${apiUrl}/docs\n  board          ${apiUrl}/board`);
  if (secrets.adminPasswordShown) {
    console.log(`  sign in        admin, the first password is kept in ${stateDir}/secrets.json\n`);
    return;
  }
  console.log(`  sign in        admin / ${secrets.adminPassword}   (shown once)\n`);
  rememberPasswordShown(stateDir, secrets);
};

runLauncher(async () => {
  const options = readOptions(help, known);
  if (!options) return;
  const stateDir = defaultStateDir();
  const system = await launch({
    stateDir,
    port: readPort(options.port),
    processes: options.processes,
    fresh: options.fresh,
    plant: { simulator: !options['no-simulator'] },
  });
  tellWelcome(stateDir, system);
  signalIsNormalEnd();
  atEnd(showLiveLine(system.api));
  await new Promise(() => {});
});
