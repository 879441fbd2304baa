/** The way from a reading to a notified technician, as the product itself tells it. */
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Fault } from '../processes/lifetime.mjs';

const milliseconds = (step) => Date.parse(step.at);

const isComplete = ({ steps }) =>
  steps.some(({ agent }) => agent === 'maintenance') &&
  steps.some(({ agent }) => agent === 'notification');

/** The equipment that the simulator says it is breaking. */
const failingEquipment = async (api, groundTruth) => {
  if (!existsSync(groundTruth)) return undefined;
  const faults = readFileSync(groundTruth, 'utf8')
    .split('\n')
    .filter((line) => line.includes('"kind":"fault"'))
    .map((line) => JSON.parse(line));
  if (faults.length === 0) return undefined;
  const [equipment] = await api.get(`/api/v1/equipment?code=${faults[0].machine}`);
  return equipment?.id;
};

/** The first trace of the failing machine that leads through a work order to a person told. */
const findStory = async (api, groundTruth) => {
  const equipmentId = await failingEquipment(api, groundTruth);
  const all = await api.get('/api/v1/notifications?status=sent&page_size=100');
  const sent = all.filter((each) => each.equipmentId === equipmentId).reverse();
  const correlationIds = new Set(sent.map(({ correlationId }) => correlationId).filter(Boolean));
  for (const correlationId of correlationIds) {
    const trace = await api.get(`/api/v1/traces/${correlationId}`);
    if (isComplete(trace)) return trace;
  }
  return undefined;
};

const chain = [
  ['readings', 'no reading was stored'],
  ['anomalies', 'no anomaly was detected'],
  ['alarms', 'no alarm was raised'],
  ['workOrders', 'no work order was created'],
  ['notifications', 'no notification was sent'],
];

const missingStep = (overview, phone) => {
  if (!overview) return 'the gateway did not answer';
  const missing = chain.find(([name]) => !overview[name]);
  if (missing) return missing[1];
  if (phone.messages.length === 0) return 'no message reached the webhook';
  return 'no trace led from a reading through a work order to a notification';
};

/** Waits for the story; when the time is over the fault names the step that did not come. */
export const awaitStory = async ({ api, phone, deadline, groundTruth }) => {
  let lastError;
  while (Date.now() < deadline) {
    try {
      const story = await findStory(api, groundTruth);
      if (story && phone.messages.length > 0) return story;
    } catch (error) {
      lastError = error;
    }
    await delay(500);
  }
  const overview = await api.get('/api/v1/overview').catch(() => undefined);
  const reason = lastError ? ` (last error: ${lastError.message})` : '';
  throw new Fault(
    `The demo did not come to its end within 5 minutes: ${missingStep(overview, phone)}${reason}.`,
  );
};

/** Prints the story step by step and, as the last line, its figures as JSON. */
export const tellStory = ({ correlationId, steps }, overview) => {
  const inOrder = [...steps].sort((a, b) => milliseconds(a) - milliseconds(b));
  const start = milliseconds(inOrder[0]);
  const end = milliseconds(inOrder.findLast(({ agent }) => agent === 'notification'));
  console.log(`\nWhat happened under the correlation id ${correlationId}:`);
  for (const step of inOrder) {
    const after = `+${milliseconds(step) - start} ms`.padStart(10);
    console.log(`${after}  ${step.agent.padEnd(12)}  ${step.summary}`);
  }
  const { readings, anomalies, alarms, workOrders, notifications } = overview;
  const figures = { readings, anomalies, alarms, workOrders, notifications, correlationId };
  console.log(JSON.stringify({ ...figures, readingToNotificationMs: end - start }));
};
