import {
  ApproveWorkRequest,
  CancelWorkRequest,
  ConvertWorkRequest,
  GetWorkOrder,
  GetWorkRequest,
  ListWorkRequests,
  MarkWorkRequestDuplicate,
  RejectWorkRequest,
  SubmitWorkRequest,
  WorkRequestConverted,
  type WorkRequestView,
} from '@libs/contracts';
import { ask, MaintenanceBench, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { v7 as uuidv7 } from 'uuid';
import { MaintenanceModule } from './maintenance.module.js';

describe('work requests', () => {
  let plant: TestPlant;
  let bench: MaintenanceBench;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('maintenance', MaintenanceModule);
    bench = await MaintenanceBench.on(plant);
  });

  afterAll(() => plant.stop());

  const olga = () => plant.caller('olga', ['operator']);
  const pia = () => plant.caller('pia', ['planner']);
  const photo = uuidv7();
  const aRequest = (): Promise<WorkRequestView> =>
    ask(
      bench.gateway,
      SubmitWorkRequest,
      {
        ...{ equipmentId: bench.equipmentId, title: 'It drips at the seal', severity: 'high' },
        documentIds: [photo],
      },
      olga(),
    );

  it('WOM-08: a report with photos becomes a work order that keeps its words, files and time', async () => {
    const submitted = await aRequest();
    expect(submitted).toMatchObject({
      ...{ status: 'submitted', reportedBy: 'olga', documentIds: [photo], version: 1 },
      allowedActions: ['approve', 'reject', 'mark_duplicate', 'cancel'],
    });
    const workRequestId = submitted.id;
    const early = ask(bench.gateway, ConvertWorkRequest, { workRequestId }, pia());
    await expect(early).rejects.toMatchObject({
      problem: { status: 409, allowed: submitted.allowedActions },
    });
    await ask(bench.gateway, ApproveWorkRequest, { workRequestId }, pia());
    const converted = await ask(bench.gateway, ConvertWorkRequest, { workRequestId }, pia());
    const workOrderId = converted.workOrderId ?? '';
    const order = await ask(bench.gateway, GetWorkOrder, { workOrderId }, pia());
    expect(order).toMatchObject({
      ...{ workRequestId, title: submitted.title, priority: 'high', kind: 'corrective_deferred' },
      ...{ reportedAt: submitted.reportedAt, status: 'approved' },
    });
    expect(await bench.told(WorkRequestConverted, { workRequestId })).toMatchObject({
      ...{ workOrderId, by: 'pia' },
    });
    const again = ask(bench.gateway, ConvertWorkRequest, { workRequestId }, pia());
    await expect(again).rejects.toMatchObject({ problem: { status: 409, allowed: [] } });
    const found = await ask(bench.gateway, ListWorkRequests, { status: 'converted' }, olga());
    expect(found.items).toEqual([converted]);
  });

  it('makes one order of a request, however many convert it at once', async () => {
    const { id: workRequestId } = await aRequest();
    await ask(bench.gateway, ApproveWorkRequest, { workRequestId }, pia());
    const tried = await Promise.allSettled(
      Array.from({ length: 10 }, () =>
        ask(bench.gateway, ConvertWorkRequest, { workRequestId }, pia()),
      ),
    );
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is rejected with a reason, or found to be reported before', async () => {
    const [first, second] = [await aRequest(), await aRequest()];
    const reason = 'It is meant to drip.';
    const rejection = { workRequestId: first.id, reason };
    const rejected = await ask(bench.gateway, RejectWorkRequest, rejection, pia());
    expect(rejected).toMatchObject({ status: 'rejected', reason, decidedBy: 'pia' });
    const repeats = { workRequestId: second.id, duplicateOf: first.id };
    const marked = await ask(bench.gateway, MarkWorkRequestDuplicate, repeats, pia());
    expect(marked).toMatchObject({ status: 'duplicate', duplicateOf: first.id });
    const self = { workRequestId: first.id, duplicateOf: first.id };
    const itself = ask(bench.gateway, MarkWorkRequestDuplicate, self, pia());
    await expect(itself).rejects.toMatchObject({ problem: { status: 404 } });
  });

  it("WOM-08: of two that are called each other's duplicate at once one stays to be done", async () => {
    const [one, two] = [await aRequest(), await aRequest()];
    const mark = (workRequestId: string, duplicateOf: string) =>
      ask(bench.gateway, MarkWorkRequestDuplicate, { workRequestId, duplicateOf }, pia());
    const tried = await Promise.allSettled([mark(one.id, two.id), mark(two.id, one.id)]);
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(tried.filter(({ status }) => status === 'rejected')).toMatchObject([
      { reason: { problem: { status: 409 } } },
    ]);
  });

  it('is taken back by who reported it, and by nobody else who only reports', async () => {
    const { id: workRequestId } = await aRequest();
    const otto = plant.caller('otto', ['operator']);
    const stranger = ask(bench.gateway, CancelWorkRequest, { workRequestId }, otto);
    await expect(stranger).rejects.toMatchObject({ problem: { status: 403 } });
    await ask(bench.gateway, CancelWorkRequest, { workRequestId }, olga());
    const now = await ask(bench.gateway, GetWorkRequest, { workRequestId }, olga());
    expect(now.status).toBe('cancelled');
  });
});
