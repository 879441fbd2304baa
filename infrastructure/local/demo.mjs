/** `npm run demo`: from nothing to a technician notified of a failing machine, then the end. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from './launch.mjs';
import { atEnd, Fault, runLauncher } from './processes/lifetime.mjs';
import { defaultStateDir } from './project.mjs';
import { freePort } from './servers/ports.mjs';
import { showLiveLine } from './watch/live-line.mjs';
import { startPhone } from './watch/phone.mjs';
import { awaitStory, tellStory } from './watch/story.mjs';

const limitMs = 5 * 60_000;

const readOptions = () => {
  try {
    return parseArgs({ options: { processes: { type: 'boolean', default: false } } }).values;
  } catch (error) {
    throw new Fault(`${error.message}\n\nnpm run demo [-- --processes]`);
  }
};

runLauncher(async () => {
  const { processes } = readOptions();
  let deadline;
  let phone;
  const stateDir = join(defaultStateDir(), 'demo');
  const { api } = await launch({
    stateDir,
    port: await freePort(),
    processes,
    fresh: true,
    plant: {
      simulator: true,
      args: ['--demo-fault'],
      prepare: async () => {
        deadline = Date.now() + limitMs;
        phone = await startPhone();
        return { DEMO_WEBHOOK_URL: phone.url };
      },
    },
  });
  console.log('\nA machine of the plant is failing; waiting for a technician to be told.');
  const hideLiveLine = showLiveLine(api);
  const withdraw = atEnd(hideLiveLine);
  const story = await awaitStory({
    api,
    phone,
    deadline,
    groundTruth: join(stateDir, 'simulator/ground-truth.jsonl'),
  });
  withdraw();
  hideLiveLine();
  tellStory(story, await api.get('/api/v1/overview'));
});
