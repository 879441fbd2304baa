import { once } from 'node:events';
import { join } from 'node:path';
import { readApiEnvironment, readNatsEnvironment } from '../../plant-simulator/src/environment.js';
import { connectGateway, Gateway } from '../../plant-simulator/src/gateway-client/index.js';
import { lockFolder } from '../../plant-simulator/src/run-state.js';
import { ApiClient, DeviceCredentials } from '../../plant-simulator/src/registry/index.js';
import { channelsOf, registerChannels } from './channels.js';
import { noteOn } from './csv/instants.js';
import { readLayout, readRows } from './csv/read-rows.js';
import { follow } from './follow.js';
import type { ReplayOptions } from './options.js';
import { publishRows } from './publish.js';
import { RowErrors } from './row-errors.js';

/** Registers what the file measures, sends it through the plant, and tells what came of it. */
export async function replay(
  options: ReplayOptions,
  print: (line: string) => void,
  stop: AbortSignal,
): Promise<void> {
  const { natsUrl, tenantId } = readNatsEnvironment();
  const apiEnvironment = readApiEnvironment();
  const layout = await readLayout(options.file);
  const channels = channelsOf(layout, options);
  print(
    `${options.file}: ${channels.map(({ sensor }) => sensor).join(', ')}, a row every ${layout.periodMs / 1000} s`,
  );
  for (const note of noteOn(layout.dateOrder)) print(note);
  if (layout.ignored.length > 0) print(`not numbers, left out: ${layout.ignored.join(', ')}`);

  const api = await ApiClient.login(apiEnvironment);
  const equipmentId = await registerChannels(api, channels, options, layout.periodMs);

  const { gateway: name } = options;
  const spoolFolder = join(options.stateFolder, name);
  const unlock = lockFolder(spoolFolder);
  const credentials = new DeviceCredentials(api, spoolFolder);
  const connection = await connectGateway(natsUrl, { tenantId, name, credentials }, print);
  const gateway = new Gateway({ connection, tenantId, name, spoolFolder, log: print });
  const stopped = once(stop, 'abort').then(() => gateway.close());
  if (gateway.unconfirmed > 0) print(`${gateway.unconfirmed} messages of an earlier run go first`);

  const startedAt = Date.now();
  const errors = new RowErrors(print);
  const rows = readRows(options.file, layout, errors.add);
  const published = await publishRows(gateway, rows, channels, options.speed, stop);
  await gateway.untilUnconfirmedAtMost(0);
  const seconds = Math.max(0.001, (Date.now() - startedAt) / 1000);
  const left = gateway.unconfirmed > 0 ? `, ${gateway.unconfirmed} messages still spooled` : '';
  print(
    `published ${published} readings in ${seconds.toFixed(1)} s (${Math.round(published / seconds)}/s), ${gateway.rejects} rejected, ${errors.count} faulty cells${left}`,
  );

  if (!stop.aborted && options.followMs > 0)
    await follow(api, equipmentId, options.followMs, print, stop);
  await (stop.aborted ? stopped : gateway.close());
  unlock();
}
