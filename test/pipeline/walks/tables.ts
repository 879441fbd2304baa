import { BeginImport } from '@libs/contracts';
import { ask, type TestPlant } from '@libs/testing';
import { TENANT } from '../start-gateway.js';
import type { Walker } from '../walker.js';

/** Calls off an import whose table never comes, and takes one with a row that is refused. */
export async function writeTables(walker: Walker, plant: TestPlant): Promise<void> {
  const caller = { ...plant.caller('admin', ['admin']), tenantId: TENANT };
  const begun = { kind: 'locations', format: 'csv' } as const;
  const { id } = await ask(await plant.connect('gateway'), BeginImport, begun, caller);
  walker.know('/imports', id);
  await walker.post('/imports/{id}/cancel');
  walker.know('/imports', 'locations');
  await walker.post('/imports/{kind}', 'code,name,kind\nL-1,Hall,building\nL-2,Room,cellar\n');
  walker.know('/imports', walker.idOf('/imports/{kind}'));
  await walker.firstOf(`/imports/${walker.idOf('/imports')}/errors`);
}
