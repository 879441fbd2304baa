import { once } from 'node:events';
import { join } from 'node:path';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { ApiEnvironment, NatsEnvironment } from './environment.js';
import { connectGateway, Gateway } from './gateway-client/index.js';
import { GroundTruth } from './ground-truth.js';
import { Line } from './line.js';
import type { SimulatorOptions } from './options.js';
import { gateways, plant } from './plant.js';
import { loadRunState, lockFolder, saveRunState } from './run-state.js';
import { demoFault, faultsAt, type FaultPlan } from './schedule.js';
import { ApiClient, DeviceCredentials } from './registry/index.js';
import { reporter } from './status.js';

const interruptionMs = 300_000;
const demoDelayMs = 15_000;
const drainMs = 5000;

/** Runs the plant until `stop`: catches up to now as a gateway that stored and forwards, then goes on live. */
export async function simulate(
  options: SimulatorOptions,
  { natsUrl, tenantId }: NatsEnvironment,
  apiEnvironment: ApiEnvironment,
  stop: AbortSignal,
): Promise<void> {
  const unlock = lockFolder(options.stateFolder);
  const report = reporter(options.json);
  let state = loadRunState(options.stateFolder, options.seed);
  const truth = await GroundTruth.open(join(options.stateFolder, 'ground-truth.jsonl'));
  const faults = (at: number) => faultsAt(state, plant, at);
  const api = await ApiClient.login(apiEnvironment);
  const credentials = new DeviceCredentials(api, options.stateFolder);
  const openLine = async (name: string) => {
    const connection = await connectGateway(natsUrl, { tenantId, name, credentials }, report.note);
    const spoolFolder = join(options.stateFolder, 'spool', name);
    const gateway = new Gateway({ connection, tenantId, name, spoolFolder, log: report.note });
    return new Line(gateway, truth, state.seed, options.periodMs, faults);
  };
  const stopped = once(stop, 'abort');
  const lines = await Promise.race([Promise.all(gateways.map(openLine)), stopped.then(() => [])]);
  const drained = stopped.then(() => drain(lines));
  const change = (changed: FaultPlan) => saveRunState(options.stateFolder, (state = changed));

  const lastAt = Math.max(...lines.map((line) => line.lastAt));
  if (Date.now() - lastAt > interruptionMs) change({ ...state, liveFrom: null, demoFaultAt: null });
  for (const line of lines) line.goOnFrom(Date.now() - options.historyMs);

  const status = () =>
    report.status(
      state.liveFrom,
      lines.map((line) => line.gateway),
      truth.totals,
      faults(Date.now()),
    );
  const timer = setInterval(status, 10_000);

  await Promise.all(lines.map((line) => catchUp(line, stop)));
  if (!stop.aborted) {
    change(goLive(state, options.demoFault, Date.now()));
    report.note(`live from ${new Date().toISOString()}`);
  }
  while (!stop.aborted) {
    for (const line of lines) while (line.isDue()) line.publishDue();
    const wait = Math.min(...lines.map((line) => line.nextAt)) - Date.now();
    await pause(Math.max(1, wait), undefined, { signal: stop }).catch(() => undefined);
  }

  await drained;
  clearInterval(timer);
  status();
  truth.close();
  unlock();
}

/** As fast as the watermark lets it: a message is made only when there is room for it. */
async function catchUp(line: Line, stop: AbortSignal): Promise<void> {
  while (line.isDue()) {
    await line.gateway.untilRoom();
    if (stop.aborted) return;
    line.publishDue();
    await nextTurn();
  }
}

/** A restart in the middle of live operation goes on with its faults; a demonstration that is over may be asked for again. */
function goLive(state: FaultPlan, wantsDemo: boolean, now: number): FaultPlan {
  const { liveFrom, demoFaultAt } = state;
  const demoIsOver = demoFaultAt === null || demoFault(plant, demoFaultAt).endAt <= now;
  return {
    ...state,
    liveFrom: liveFrom ?? now,
    demoFaultAt: wantsDemo && demoIsOver ? now + demoDelayMs : demoFaultAt,
  };
}

/** Leaves the plant a moment to confirm what is under way; what it does not confirm stays spooled. */
async function drain(lines: readonly Line[]): Promise<void> {
  const confirmed = Promise.all(lines.map((line) => line.gateway.untilUnconfirmedAtMost(0)));
  await Promise.race([confirmed, pause(drainMs, undefined, { ref: false })]);
  await Promise.all(lines.map((line) => line.gateway.close()));
}
