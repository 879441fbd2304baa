import type { INestApplication } from '@nestjs/common';
import { ApiClient, type TestPlant } from '@libs/testing';
import { gateway } from '../../apps/gateway/src/gateway.module.js';

/** The tenant that the first administrator belongs to. */
export const TENANT = '00000000-0000-7000-8000-000000000001';
/** The first password of the user admin. */
export const PASSWORD = 'correct horse battery';
/** What the gateway signs its tokens with. */
export const JWT_SECRET = 'a secret that only this test knows, and nobody else';

/** Starts the gateway of a plant; answers the administrator's way in. */
export async function startGateway(
  plant: TestPlant,
  environment: Record<string, string> = {},
): Promise<ApiClient> {
  const { app } = await plant.startAgent(gateway.agent, gateway.module, {
    ...(gateway.http && { http: gateway.http }),
    environment: { GATEWAY_PORT: '0', JWT_SECRET, ADMIN_PASSWORD: PASSWORD, ...environment },
  });
  return new ApiClient(await (app as INestApplication).getUrl()).login('admin', PASSWORD);
}
