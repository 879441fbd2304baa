/** Who may speak to NATS: as the compiled topology says, or everything before it exists. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const fallback = (agents) =>
  [...agents, 'platform', 'devices'].map((user) => ({ user, publish: ['>'], subscribe: ['>'] }));

/** `[{ user, publish, subscribe }]` from `natsUsers()` of the built contracts. */
export const readNatsUsers = async (root, agents) => {
  const contracts = join(root, 'dist/libs/contracts/src/index.js');
  if (!existsSync(contracts)) return fallback(agents);
  const { natsUsers } = await import(pathToFileURL(contracts).href);
  return natsUsers ? natsUsers() : fallback(agents);
};
