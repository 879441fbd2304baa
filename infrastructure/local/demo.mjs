/** `npm run demo`: from nothing to a technician notified of a failing machine, then the end. */
import { join } from 'node:path';
import { launch } from './launch.mjs';
import { readOptions } from './options.mjs';
import { atEnd, runLauncher } from './processes/lifetime.mjs';
import { defaultStateDir } from './project.mjs';
import { freePort } from './servers/ports.mjs';
import { showLiveLine } from './watch/live-line.mjs';
import { startPhone } from './watch/phone.mjs';
import { awaitStory, tellStory } from './watch/story.mjs';

const limitMs = 5 * 60_000;

const help = `npm run demo [-- options]   until a failing machine has led to a notified technician
  --processes      one process per agent instead of one for all
  --help           this text
Its data lies in .millwright/demo and is made afresh each time.`;

runLauncher(async () => {
  const options = readOptions(help, { processes: { type: 'boolean', default: false } });
  if (!options) return;
  let deadline;
  let phone;
  const stateDir = join(defaultStateDir(), 'demo');
  const { api } = await launch({
    stateDir,
    port: await freePort(),
    processes: options.processes,
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
