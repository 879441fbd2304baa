import {
  AddLabour,
  AddPart,
  AddService,
  CancelWorkOrder,
  ClaimWorkOrder,
  CompleteWorkOrder,
  GetPart,
  GetWorkOrderCost,
  IssuePart,
  ListParts,
  ReceivePart,
  ReservePart,
  ReturnPart,
  StartWorkOrder,
  UnreservePart,
  type PartUseView,
  type PartView,
} from '@libs/contracts';
import { ask, MaintenanceBench, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { MaintenanceModule } from './maintenance.module.js';

describe('parts and costs', () => {
  let plant: TestPlant;
  let bench: MaintenanceBench;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('maintenance', MaintenanceModule);
    await plant.startAgent('maintenance', MaintenanceModule);
    bench = await MaintenanceBench.on(plant);
  });

  afterAll(() => plant.stop());

  const tess = () => plant.caller('tess', ['technician']);
  let parts = 0;
  const aPart = async (stock: string, unitCost = '12.30'): Promise<string> => {
    const number = `B-${(parts += 1)}`;
    const part = { number, name: 'Bearing', unit: 'piece', unitCost, leadTimeDays: 9 };
    const { id: partId } = await ask(bench.gateway, AddPart, part, plant.caller());
    await ask(bench.gateway, ReceivePart, { partId, quantity: stock }, plant.caller());
    return partId;
  };
  const partNow = (partId: string): Promise<PartView> =>
    ask(bench.gateway, GetPart, { partId }, tess());
  const cost = (workOrderId: string) =>
    ask(bench.gateway, GetWorkOrderCost, { workOrderId }, tess());
  const steps = { reserve: ReservePart, unreserve: UnreservePart, issue: IssuePart };
  const move = (
    step: keyof typeof steps | 'giveBack',
    workOrderId: string,
    partId: string,
    quantity: string,
  ): Promise<PartUseView> => {
    const request = { workOrderId, partId, quantity };
    return step === 'giveBack'
      ? ask(bench.gateway, ReturnPart, request, tess())
      : ask(bench.gateway, steps[step], request, tess());
  };

  it('WOM-07: adds up labour, parts and services of an order to the last digit', async () => {
    const { id: workOrderId } = await bench.anOrder();
    const partId = await aPart('5', '0.1');
    await move('issue', workOrderId, partId, '3');
    const labour = await ask(
      bench.gateway,
      AddLabour,
      { workOrderId, minutes: 20, ratePerHour: '64.50' },
      tess(),
    );
    expect(labour).toMatchObject({ amount: '21.5', minutes: 20, by: 'tess', text: 'tess' });
    const span = { from: '2026-11-20T08:00:00Z', to: '2026-11-20T08:09:30Z', ratePerHour: '60' };
    const started = await ask(bench.gateway, AddLabour, { workOrderId, ...span }, tess());
    expect(started).toMatchObject({ minutes: 10, amount: '10' });
    await ask(bench.gateway, AddService, { workOrderId, text: 'Crane', amount: '0.2' }, tess());
    expect(await cost(workOrderId)).toMatchObject({
      ...{ currency: 'EUR', labour: '31.5', parts: '0.3', services: '0.2', total: '32' },
      partUses: [{ partId, used: '3', reserved: '0', cost: '0.3' }],
    });
    const both = { workOrderId, minutes: 5, ...span };
    await expect(ask(bench.gateway, AddLabour, both, tess())).rejects.toMatchObject({
      problem: { status: 422, errors: [{ field: 'minutes' }] },
    });
  });

  it('promises, takes and brings back parts, and says what is missing', async () => {
    const { id: workOrderId } = await bench.anOrder();
    const { id: other } = await bench.anOrder();
    const partId = await aPart('4');
    await move('reserve', workOrderId, partId, '3');
    await expect(move('issue', other, partId, '2')).rejects.toMatchObject({
      problem: {
        status: 409,
        detail: expect.stringMatching(/4 piece of B-\d+ are there, 3 of them promised; .* 9 days/),
      },
    });
    await move('issue', other, partId, '1');
    const issued = await move('issue', workOrderId, partId, '2');
    expect(issued).toMatchObject({ reserved: '1', used: '2', cost: '24.6' });
    expect(await partNow(partId)).toMatchObject({ stock: '1', reserved: '1' });
    const returned = await move('giveBack', workOrderId, partId, '2');
    expect(returned).toMatchObject({ used: '0', cost: '0' });
    await expect(move('giveBack', workOrderId, partId, '1')).rejects.toMatchObject({
      problem: { status: 409 },
    });
    await expect(move('unreserve', workOrderId, partId, '1.5')).rejects.toMatchObject({
      problem: { status: 409 },
    });
    await move('unreserve', workOrderId, partId, '0.5');
    expect(await partNow(partId)).toMatchObject({ stock: '3', reserved: '0.5' });
    await expect(move('reserve', workOrderId, partId, '0.0')).rejects.toMatchObject({
      problem: { status: 422, errors: [{ field: 'quantity' }] },
    });
    await ask(bench.gateway, CancelWorkOrder, { workOrderId, reason: 'No need.' }, plant.caller());
    expect(await partNow(partId)).toMatchObject({ stock: '3', reserved: '0' });
    await expect(move('reserve', workOrderId, partId, '1')).rejects.toMatchObject({
      problem: { status: 409 },
    });
  });

  it('never promises or takes a part twice, however many want it at once', async () => {
    const partId = await aPart('10');
    const orders = await Promise.all(Array.from({ length: 40 }, () => bench.anOrder()));
    const tried = await Promise.allSettled(
      orders.map(({ id }, index) => move(index % 2 ? 'reserve' : 'issue', id, partId, '1')),
    );
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    const reserved = tried.filter(({ status }, index) => index % 2 && status === 'fulfilled');
    expect(await partNow(partId)).toMatchObject({
      stock: String(reserved.length),
      reserved: String(reserved.length),
    });
  });

  it('lets go at the end of the work what was promised and not taken', async () => {
    const { id: workOrderId } = await bench.anOrder();
    const partId = await aPart('2');
    await move('reserve', workOrderId, partId, '2');
    await ask(bench.gateway, ClaimWorkOrder, { workOrderId }, tess());
    await ask(bench.gateway, StartWorkOrder, { workOrderId }, tess());
    await move('issue', workOrderId, partId, '1');
    await ask(bench.gateway, CompleteWorkOrder, { workOrderId, remedy: 'Done.' }, tess());
    expect(await partNow(partId)).toMatchObject({ stock: '1', reserved: '0' });
  });

  it('keeps one part a number, and finds parts by number and name', async () => {
    const part = { number: 'X-77', name: 'Coupling', unit: 'piece', unitCost: '1' };
    await ask(bench.gateway, AddPart, part, plant.caller());
    await expect(ask(bench.gateway, AddPart, part, plant.caller())).rejects.toMatchObject({
      problem: { status: 409 },
    });
    for (const search of ['x-7', 'COUP']) {
      const found = await ask(bench.gateway, ListParts, { search }, tess());
      expect(found.items.map(({ number }) => number)).toEqual(['X-77']);
    }
  });
});
