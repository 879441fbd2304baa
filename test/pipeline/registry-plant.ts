import type { INestApplication } from '@nestjs/common';
import { ApiClient, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { AssetsModule } from '../../apps/assets/src/assets.module.js';
import { gateway, GatewayModule } from '../../apps/gateway/src/gateway.module.js';

const PASSWORD = 'correct horse battery';

/** The registry behind the gateway, and somebody who may do everything there. */
export interface RegistryPlant {
  readonly plant: TestPlant;
  readonly admin: ApiClient;
  readonly anybody: ApiClient;
}

export async function startRegistry(
  environment: Record<string, string> = {},
): Promise<RegistryPlant> {
  const plant = await TestPlant.start(schemas);
  await plant.startAgent('assets', AssetsModule, { environment });
  const { app } = await plant.startAgent('gateway', GatewayModule, {
    ...(gateway.http && { http: gateway.http }),
    environment: {
      GATEWAY_PORT: '0',
      JWT_SECRET: 'a secret that only this test knows, and nobody else',
      ADMIN_PASSWORD: PASSWORD,
      ...environment,
    },
  });
  const anybody = new ApiClient(await (app as INestApplication).getUrl());
  return { plant, anybody, admin: await anybody.login('admin', PASSWORD) };
}
