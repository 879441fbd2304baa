import type { INestApplication } from '@nestjs/common';
import type { AgentProgram } from '@libs/runtime';
import { ApiClient, type TestPlant } from '@libs/testing';
import { access } from '../../apps/access/src/access.module.js';
import { acquisition } from '../../apps/acquisition/src/acquisition.module.js';
import { alarms } from '../../apps/alarms/src/alarms.module.js';
import { analytics } from '../../apps/analytics/src/analytics.module.js';
import { assets } from '../../apps/assets/src/assets.module.js';
import { audit } from '../../apps/audit/src/audit.module.js';
import { detection } from '../../apps/detection/src/detection.module.js';
import { gateway } from '../../apps/gateway/src/gateway.module.js';
import { maintenance } from '../../apps/maintenance/src/maintenance.module.js';
import { notification } from '../../apps/notification/src/notification.module.js';

/** The tenant that the first administrator belongs to. */
export const TENANT = '00000000-0000-7000-8000-000000000001';
/** The first password of the user admin. */
export const PASSWORD = 'correct horse battery';
/** What the gateway signs its tokens with. */
export const JWT_SECRET = 'a secret that only this test knows, and nobody else';

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
  const { app } = await plant.startAgent(gateway.agent, gateway.module, {
    ...(gateway.http && { http: gateway.http }),
    environment: {
      GATEWAY_PORT: '0',
      JWT_SECRET,
      ADMIN_PASSWORD: PASSWORD,
    },
  });
  return new ApiClient(await (app as INestApplication).getUrl()).login('admin', PASSWORD);
}
