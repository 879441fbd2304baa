/** The agents as processes: all in one, or one process each. */
import { readFileSync } from 'node:fs';
import { agentsEnvironment } from './environment.mjs';
import { lastLines } from './processes/command.mjs';
import { until } from './processes/identity.mjs';
import { atEnd, Fault } from './processes/lifetime.mjs';
import { supervise } from './processes/supervise.mjs';
import { agents, built } from './project.mjs';
import { lastingPort } from './servers/ports.mjs';
import { isReady } from './watch/api.mjs';
import { say } from './watch/steps.mjs';

const readyWithinMs = 60_000;
const hopelessAfterExits = 3;

const chooseHealthPorts = async (others) => {
  const ports = {};
  for (const agent of agents) {
    if (agent !== 'gateway') ports[agent] = await lastingPort([...Object.values(ports), ...others]);
  }
  return ports;
};

const plan = async (system, processes) => {
  const { apiUrl } = system;
  if (!processes) {
    const entry = built('apps/all-in-one/src/main.js');
    return [{ name: 'all-in-one', entry, env: agentsEnvironment(agents, system), url: apiUrl }];
  }
  const healthPorts = await chooseHealthPorts([Number(new URL(apiUrl).port)]);
  return agents.map((agent) => ({
    name: agent,
    entry: built(`apps/${agent}/src/main.js`),
    env: agentsEnvironment([agent], { ...system, healthPorts }),
    url: agent === 'gateway' ? apiUrl : `http://127.0.0.1:${healthPorts[agent]}`,
  }));
};

const waitUntilReady = async ({ supervised, url }) => {
  let ready = false;
  const settled = () => supervised.exits >= hopelessAfterExits;
  await until(
    async () => (ready = await isReady(`${url}/health/ready`)) || settled(),
    readyWithinMs,
    200,
  );
  if (ready) return;
  const { name, logFile, lastEnd } = supervised;
  throw new Fault(
    `The agent ${name} is not ready (${lastEnd ? `it ended with ${lastEnd}` : `GET ${url}/health/ready did not answer 200 within 60 s`}), see ${logFile}:\n${lastLines(readFileSync(logFile, 'utf8'))}`,
  );
};

/** Starts the agents under supervision and waits until each is ready. */
export const startAgents = async (system, processes) => {
  const { stateDir, children } = system;
  const running = [];
  atEnd(() => Promise.all(running.map(({ supervised }) => supervised.stop())));
  for (const { url, ...agent } of await plan(system, processes)) {
    running.push({ url, supervised: supervise({ ...agent, stateDir, children, log: say }) });
  }
  await Promise.all(running.map(waitUntilReady));
  return running.map(({ supervised }) => supervised.name).join(' · ');
};
