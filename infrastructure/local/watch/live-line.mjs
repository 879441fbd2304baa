/** The line a running system shows. */

const count = (value) => String(value ?? 0).replace(/\B(?=(\d{3})+$)/g, ' ');

const sentence = (overview) =>
  [
    `readings ${count(overview.readings)} (${Math.round(overview.readingsPerSecond ?? 0)}/s)`,
    `anomalies ${count(overview.anomalies)}`,
    `alarms ${count(overview.alarms)}`,
    `cases ${count(overview.cases)}`,
    `work orders ${count(overview.workOrders)}`,
    `notifications ${count(overview.notifications)}`,
  ].join(' · ');

const clock = () => new Date().toISOString().slice(11, 19);

/** Prints a line over the former one on a terminal, below it elsewhere. */
const print = (text) => {
  if (!process.stdout.isTTY) return console.log(`${clock()} ${text}`);
  process.stdout.write(`\r\x1b[K${text.slice(0, process.stdout.columns - 1)}`);
};

/** Shows the overview until stopped; `remark()` may add a word about an agent that restarts. */
export const showLiveLine = (api, remark = () => '') => {
  const everyMs = process.stdout.isTTY ? 1_000 : 10_000;
  let stopped = false;
  let timer;
  const tick = async () => {
    const text = await api
      .get('/api/v1/overview')
      .then(sentence, (error) => `no answer: ${error.message}`);
    if (stopped) return;
    print(`${text}${remark()}`);
    timer = setTimeout(tick, everyMs);
  };
  void tick();
  return () => {
    stopped = true;
    clearTimeout(timer);
    if (process.stdout.isTTY) process.stdout.write('\n');
  };
};
