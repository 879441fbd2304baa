import {
  AddLabour,
  AddMaintenanceRecord,
  ClaimWorkOrder,
  CompleteWorkOrder,
  FeedbackGiven,
  GetMaintenanceRecord,
  GetWorkOrder,
  ListMaintenanceRecords,
  ListWorkOrders,
  MaintenanceRecordAdded,
  StartWorkOrder,
} from '@libs/contracts';
import { ask, eventually, MaintenanceBench, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { v7 as uuidv7 } from 'uuid';
import { MaintenanceModule } from './maintenance.module.js';

const FAILURE = {
  ...{ mode: 'VIB', mechanism: '2.4', cause: '3.4', detectionMethod: 'condition_monitoring' },
  ...{ effect: 'degraded', remedy: 'replace' },
};

describe('maintenance records', () => {
  let plant: TestPlant;
  let bench: MaintenanceBench;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('maintenance', MaintenanceModule);
    bench = await MaintenanceBench.on(plant);
  });

  afterAll(() => plant.stop());

  const tess = () => plant.caller('tess', ['technician']);
  const begin = async (workOrderId: string): Promise<string> => {
    await ask(bench.gateway, ClaimWorkOrder, { workOrderId }, tess());
    await ask(bench.gateway, StartWorkOrder, { workOrderId }, tess());
    return workOrderId;
  };
  const records = async (filter: Partial<ListMaintenanceRecords>) =>
    (await ask(bench.gateway, ListMaintenanceRecords, filter, tess())).items;

  it('WOM-03 LOC-02 REG-29: completing corrective work asks for the failure and writes what was done', async () => {
    const kind = 'corrective_deferred';
    const workOrderId = await begin((await bench.anOrder({ kind })).id);
    await ask(bench.gateway, AddLabour, { workOrderId, minutes: 90, ratePerHour: '50' }, tess());
    const remedy = 'Replaced the bearing.';
    const short = ask(bench.gateway, CompleteWorkOrder, { workOrderId, remedy }, tess());
    await expect(short).rejects.toMatchObject({
      problem: { status: 422, errors: [{ field: 'failure' }] },
    });
    const before = await ask(bench.gateway, GetWorkOrder, { workOrderId }, tess());
    expect(before).toMatchObject({ status: 'in_progress', version: 3 });
    expect(await records({ workOrderId })).toEqual([]);

    const told = {
      ...{ failure: FAILURE, maintenanceType: 'bearing_change', notes: 'Dry.' },
      descriptions: { ar: 'تم استبدال المحمل' },
    };
    await ask(bench.gateway, CompleteWorkOrder, { workOrderId, remedy, ...told }, tess());
    const [record] = await records({ workOrderId });
    expect(record).toMatchObject({
      ...{ ...told, kind, workOrderId, equipmentId: bench.equipmentId, description: remedy },
      ...{ performedBy: 'tess', cost: '75', currency: 'EUR', recordedBy: 'tess' },
    });
    const event = await bench.told(MaintenanceRecordAdded, { workOrderId });
    expect(event).toMatchObject({ recordId: record?.id, failure: FAILURE, cost: '75' });
  });

  it('asks whether the alarm was right where it was to be acted on now, and tells the answer', async () => {
    const caseId = await bench.triage({ verdict: 'act_now', severity: 'critical' });
    const order = await eventually(
      'an order',
      async () => (await ask(bench.gateway, ListWorkOrders, { caseId }, tess())).items[0],
    );
    const workOrderId = await begin(order.id);
    const done = { workOrderId, remedy: 'Nothing was wrong.' };
    const silent = ask(bench.gateway, CompleteWorkOrder, done, tess());
    await expect(silent).rejects.toMatchObject({
      problem: { status: 422, errors: [{ field: 'failure' }, { field: 'alarmWas' }] },
    });
    const told = { failure: FAILURE, alarmWas: 'wrong', alarmComment: 'Loose cable.' } as const;
    await ask(bench.gateway, CompleteWorkOrder, { ...done, ...told }, tess());
    expect(await bench.told(FeedbackGiven, { workOrderId })).toEqual({
      ...{ workOrderId, equipmentId: bench.equipmentId, caseId, answer: 'wrong' },
      ...{ comment: 'Loose cable.', failureMode: 'VIB', givenBy: 'tess' },
    });
  });

  it('WOM-04 WOM-05: records maintenance without an order, lists it by equipment, type and time', async () => {
    const equipmentId = await bench.addEquipment();
    const add = (maintenanceType: string, performedAt: string) =>
      ask(
        bench.gateway,
        AddMaintenanceRecord,
        {
          ...{ equipmentId, maintenanceType, performedAt, description: 'Done.' },
          ...{ cost: '350.5000', replacedParts: [{ name: 'Oil filter' }] },
        },
        tess(),
      );
    const oil = await add('oil_change', '2026-01-15T09:30:00+03:00');
    await add('filter_change', '2026-03-01T00:00:00Z');
    const latest = await add('oil_change', '2026-06-01T00:00:00Z');
    expect(oil).toMatchObject({
      ...{ performedAt: '2026-01-15T06:30:00.000Z', performedBy: 'tess', cost: '350.5' },
      ...{ currency: 'EUR', replacedParts: [{ name: 'Oil filter' }] },
    });
    const all = await records({ equipmentId });
    expect(all.map(({ maintenanceType }) => maintenanceType)).toEqual([
      ...['oil_change', 'filter_change', 'oil_change'],
    ]);
    const changes = await records({
      ...{ equipmentId, maintenanceType: 'oil_change', from: '2026-02-01T00:00:00Z' },
    });
    expect(changes.map(({ id }) => id)).toEqual([latest.id]);
    expect(await records({ equipmentId, to: '2026-01-15T06:30:00Z' })).toEqual([]);
  });

  it('WOM-06 AUD-02: lets nobody change or remove a record, only correct it by another', async () => {
    const { equipmentId } = bench;
    const wrong = { equipmentId, maintenanceType: 'repair', description: 'Wrong.' };
    const former = await ask(bench.gateway, AddMaintenanceRecord, wrong, tess());
    const right = { ...wrong, description: 'Right.', corrects: former.id };
    const record = await ask(bench.gateway, AddMaintenanceRecord, right, tess());
    expect(record.corrects).toBe(former.id);
    const kept = ask(bench.gateway, GetMaintenanceRecord, { recordId: former.id }, tess());
    expect((await kept).description).toBe('Wrong.');
    const missing = ask(
      bench.gateway,
      AddMaintenanceRecord,
      { ...right, corrects: uuidv7() },
      tess(),
    );
    await expect(missing).rejects.toMatchObject({ problem: { status: 404 } });
    const { admin } = plant.database;
    for (const change of [
      `UPDATE maintenance.maintenance_record SET description = 'Other.'`,
      'DELETE FROM maintenance.maintenance_record',
      'TRUNCATE maintenance.maintenance_record CASCADE',
    ]) {
      await expect(admin.query(change)).rejects.toThrow('never changed or removed');
    }
    const rights = await admin.query<{ privilege: string }[]>(
      `SELECT privilege_type AS privilege FROM information_schema.role_table_grants
       WHERE table_name = 'maintenance_record' AND grantee = 'maintenance' ORDER BY 1`,
    );
    expect(rights.map(({ privilege }) => privilege)).toEqual(['INSERT', 'SELECT']);
  });
});
