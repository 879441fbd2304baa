/** `npm run bench`: runs benches by name and prints one JSON object for each. */
import { parseArgs } from 'node:util';
import { ensureBuilt, ensureInstalled } from '../../infrastructure/local/install.mjs';
import { bench as detectionCost } from './benches/detection-cost.mjs';
import { bench as equipmentList } from './benches/equipment-list.mjs';
import { bench as readingToAlarm } from './benches/reading-to-alarm.mjs';

const BENCHES = [readingToAlarm, equipmentList, detectionCost];
const HELP = `npm run --silent bench [-- <bench> …]

Runs the benches named, or all; prints one JSON object per bench on a line of its own.

${BENCHES.map(({ name, what }) => `  ${name.padEnd(18)} ${what}`).join('\n')}
`;

const refuse = (sentence) => {
  console.error(`${sentence}; see --help.`);
  process.exit(2);
};

const read = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h', default: false } },
    });
  } catch (error) {
    return refuse(error.message.split('. ')[0]);
  }
};

const { values, positionals } = read();
const unknown = positionals.filter((name) => !BENCHES.some((bench) => bench.name === name));

if (values.help) {
  console.log(HELP);
  process.exit();
}
if (unknown.length > 0) refuse(`There is no bench ${unknown.join(', ')}`);
await ensureInstalled(console.error);
await ensureBuilt(() => {});
for (const { name, what, run } of BENCHES) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  console.log(JSON.stringify({ bench: name, what, ...(await run()) }));
}
process.exit(0);
