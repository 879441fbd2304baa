import type { AgentProgram } from '@libs/runtime';
import type { ApiClient, TestPlant } from '@libs/testing';
import { access } from '../../apps/access/src/access.module.js';
import { acquisition } from '../../apps/acquisition/src/acquisition.module.js';
import { alarms } from '../../apps/alarms/src/alarms.module.js';
import { analytics } from '../../apps/analytics/src/analytics.module.js';
import { assets } from '../../apps/assets/src/assets.module.js';
import { audit } from '../../apps/audit/src/audit.module.js';
import { detection } from '../../apps/detection/src/detection.module.js';
import { maintenance } from '../../apps/maintenance/src/maintenance.module.js';
import { notification } from '../../apps/notification/src/notification.module.js';
import { startGateway } from './start-gateway.js';

const others: readonly AgentProgram[] = [
  ...[assets, acquisition, detection],
  ...[alarms, maintenance, notification, analytics, access, audit],
];

/** Starts every agent on a plant; answers the administrator's way in. */
export async function startEveryAgent(
  plant: TestPlant,
  environment: Record<string, string> = {},
): Promise<ApiClient> {
  for (const { agent, module } of others) await plant.startAgent(agent, module, { environment });
  return startGateway(plant);
}
