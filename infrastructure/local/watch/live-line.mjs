/** The line a running system shows. */

/** A figure whose agent does not answer is unknown, not 0. */
const count = (value) => String(value ?? '–').replace(/\B(?=(\d{3})+$)/g, ' ');

const sentence = ({ readingsPerSecond: perSecond, ...overview }) =>
  [
    `readings ${count(overview.readings)} (${count(perSecond && Math.round(perSecond))}/s)`,
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

/** Shows the overview until stopped. */
export const showLiveLine = (api) => {
  const everyMs = process.stdout.isTTY ? 1_000 : 10_000;
  let stopped = false;
  let timer;
  const tick = async () => {
    const text = await api
      .get('/api/v1/overview')
      .then(sentence, (error) => `no answer: ${error.message}`);
    if (stopped) return;
    print(text);
    timer = setTimeout(tick, everyMs);
  };
  void tick();
  return () => {
    stopped = true;
    clearTimeout(timer);
    if (process.stdout.isTTY) process.stdout.write('\n');
  };
};
