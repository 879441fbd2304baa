import { ApiClient, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { AssetsModule } from '../../apps/assets/src/assets.module.js';
import { startGateway } from './start-gateway.js';

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
  const admin = await startGateway(plant, environment);
  return { plant, anybody: new ApiClient(admin.url), admin };
}
