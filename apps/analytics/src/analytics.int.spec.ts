import {
  AlarmJudged,
  AlarmAcknowledged,
  AlarmRaised,
  AlarmReraised,
  AlarmReturned,
  AlarmShelved,
  AlarmSuppressed,
  AlarmUnshelved,
  AlarmUnsuppressed,
  CaseOpened,
  CaseResolved,
  EnterState,
  EquipmentConnectivityChanged,
  EquipmentMoved,
  EquipmentRegistered,
  EquipmentRemoved,
  EquipmentStateChanged,
  FeedbackGiven,
  GetFleet,
  GetKpis,
  GetTimeline,
  ListDefinitions,
  ListDowntimeReasons,
  ListStateEntries,
  ListUnqualifiedStops,
  LocationChanged,
  LocationRegistered,
  MaintenanceRecordAdded,
  OccurrenceDone,
  OccurrenceDue,
  OccurrenceMerged,
  OccurrenceSkipped,
  PartIssued,
  PartReturned,
  RecordProduction,
  SetCostRates,
  SetDowntimeReasons,
  WorkOrderCancelled,
  WorkOrderCompleted,
  WorkOrderCostAdded,
  WorkOrderCreated,
  WorkOrderHeld,
  WorkOrderReopened,
  WorkOrderResumed,
  WorkOrderScheduled,
  WorkOrderSentBack,
  WorkOrderStarted,
  type CloudEvent,
  type ContractClass,
  type KpiAnswer,
  type WorkOrderKind,
} from '@libs/contracts';
import { aCloudEvent, ask, Chance, eventually, publishEvent, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import type { NatsConnection } from '@nats-io/transport-node';
import { v7 as uuidv7 } from 'uuid';
import { AnalyticsModule } from './analytics.module.js';

/** 1 January 2026, 00:00 in UTC, and so many hours later. */
const hour = (hours: number): string =>
  new Date(Date.UTC(2026, 0, 1) + hours * 3_600_000).toISOString();

const QUARTER = { from: hour(0), to: '2026-04-01T00:00:00Z', period: 'quarter' } as const;

const FAILURE = {
  ...{ mode: 'VIB', mechanism: '2.4', cause: '3.4', remedy: 'replace' },
  ...{ detectionMethod: 'condition_monitoring', effect: 'degraded' },
} as const;

describe('the analytics agent', () => {
  let plant: TestPlant;
  let gateway: NatsConnection;
  let agents: Record<'assets' | 'alarms' | 'maintenance' | 'acquisition', NatsConnection>;
  const heard: CloudEvent[] = [];

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('analytics', AnalyticsModule);
    await plant.startAgent('analytics', AnalyticsModule);
    gateway = await plant.connect('gateway');
    agents = {
      assets: await plant.connect('assets'),
      alarms: await plant.connect('alarms'),
      maintenance: await plant.connect('maintenance'),
      acquisition: await plant.connect('acquisition'),
    };
    gateway.subscribe(`event.${plant.tenantId}.analytics.>`, {
      callback: (_, message) => {
        heard.push(message.json<CloudEvent>());
      },
    });
  });

  afterAll(() => plant.stop());

  /** An event that happened at an instant. */
  const at = <T extends object>(time: string, contract: ContractClass<T>, data: T): CloudEvent => ({
    ...aCloudEvent(contract, data, { tenantId: plant.tenantId }),
    time,
  });

  const publish = async (events: readonly CloudEvent[]): Promise<void> => {
    for (const event of events) {
      const agent = event.source.slice('/agents/'.length) as keyof typeof agents;
      await publishEvent(agents[agent], event);
    }
  };

  const registered = (equipmentId: string, code: string, ofClass = 'pump'): CloudEvent =>
    at(hour(0), EquipmentRegistered, {
      ...{ equipmentId, code, name: 'Pump', class: ofClass, criticality: 'A' },
    });

  function work(
    equipmentId: string,
    kind: WorkOrderKind,
    [created, started, completed]: readonly [number, number, number],
  ): CloudEvent[] {
    const priority = 'high' as const;
    const title = `Work of kind ${kind}`;
    const order = { workOrderId: uuidv7(), number: 'WO-000001', equipmentId, priority, title };
    return [
      at(hour(created), WorkOrderCreated, { ...order, kind, description: 'Needed' }),
      at(hour(started), WorkOrderStarted, { ...order, assignee: 'Tess' }),
      at(hour(completed), WorkOrderCompleted, { ...order, completedBy: 'Tess', remedy: 'Done' }),
    ];
  }

  /** What somebody wrote down of a failure, with its codes. */
  function recordOf(
    equipmentId: string,
    hours: number,
    [created]: readonly CloudEvent[],
  ): CloudEvent {
    const { workOrderId } = created?.data as WorkOrderCreated;
    const what = { maintenanceType: 'repair', description: 'New seal', recordedBy: 'Tess' };
    return at(hour(hours), MaintenanceRecordAdded, {
      ...{ recordId: uuidv7(), equipmentId, workOrderId, ...what },
      ...{ performedBy: 'Tess', performedAt: hour(hours), failure: FAILURE },
    });
  }

  const timelineOf = async (equipmentId: string, to = hour(48)): Promise<string[]> => {
    const asked = { equipmentId, from: hour(0), to };
    const { spans } = await ask(gateway, GetTimeline, asked, plant.caller());
    return spans.map((span) => `${span.from} ${span.state} ${span.source}`);
  };

  const kpis = async (request: Partial<GetKpis>): Promise<KpiAnswer[]> =>
    (await ask(gateway, GetKpis, request, plant.caller())).answers;

  const kpi = async (kpiId: string, request: Partial<GetKpis>): Promise<KpiAnswer> => {
    const [first] = await kpis({ ...QUARTER, ...request, kpis: kpiId });
    if (!first) throw new Error(`no answer for ${kpiId}`);
    return first;
  };

  const enter = (request: Partial<EnterState> & { equipmentId: string }) =>
    ask(
      gateway,
      EnterState,
      { state: 'standby', reason: 'No orders', ...request },
      plant.caller('olga', ['operator']),
    );

  /** A pump of a class of its own, registered at hour 0. */
  async function aPump(ofClass = 'pump'): Promise<string> {
    const equipmentId = uuidv7();
    await publish([registered(equipmentId, `P-${equipmentId.slice(-6).toUpperCase()}`, ofClass)]);
    await eventually('its timeline', async () => (await timelineOf(equipmentId)).length > 0);
    return equipmentId;
  }

  it('REG-11: takes what a person told the registry into the timeline, and leaves work to itself', async () => {
    const equipmentId = uuidv7();
    const known = { code: 'P-TOLD', name: 'Pump', class: 'pump', criticality: 'A' } as const;
    const state = { equipmentId, ...known };
    const told = (time: string, more: object) =>
      at(time, EquipmentStateChanged, { ...state, changes: [{ kind: 'operating' }], ...more });
    await publish([
      at(hour(0), EquipmentRegistered, { ...state, operating: 'standby' }),
      told(hour(2), { operating: 'productive', word: 'Running' }),
      told(hour(3), { operating: 'scheduled_down', source: 'work_order' }),
      told(hour(4), { operating: 'productive', changes: [{ kind: 'health', to: 'watch' }] }),
      told(hour(6), { operating: 'unscheduled_down', reason: 'Seal leaks', source: 'person' }),
    ]);
    await eventually('the timeline', async () => (await timelineOf(equipmentId)).length === 3);
    expect(await timelineOf(equipmentId)).toEqual([
      `${hour(0)} standby registry`,
      `${hour(2)} productive registry`,
      `${hour(6)} unscheduled_down registry`,
    ]);
  });

  it('ANA-08: rolls key figures up by the branches of a location, wherever equipment goes', async () => {
    const place = (name: string, parentId?: string, version = 1) => {
      const times = { createdAt: hour(0), updatedAt: hour(0) };
      const id = uuidv7();
      const tell = (parent = parentId, told = version): CloudEvent =>
        at(hour(0), told === 1 ? LocationRegistered : LocationChanged, {
          ...{ locationId: id, kind: 'area', name, depth: 1, version: told, ...times },
          ...(parent !== undefined && { parentId: parent }),
        });
      return { id, tell };
    };
    const site = place('Site');
    const east = place('East', site.id);
    const west = place('West', site.id);
    const hall = place('Hall', east.id);
    const [first, second] = [uuidv7(), uuidv7()];
    const facts = { name: 'Pump', class: 'pump', criticality: 'A' } as const;
    const pump = (equipmentId: string, code: string, locationId: string): CloudEvent =>
      at(hour(0), EquipmentRegistered, { equipmentId, code, ...facts, locationId, version: 1 });
    // The tree comes in an order of its own: a branch may be known before what it is in.
    await publish([hall, west, east, site].map(({ tell }) => tell()));
    await publish([pump(first, 'P-HALL', hall.id), pump(second, 'P-WEST', west.id)]);

    const countsOf = async (locationId?: string): Promise<Record<string, number>> => {
      const request = { ...QUARTER, groupBy: 'location', kpis: 'mtbf' } as const;
      const answers = await kpis({ ...request, ...(locationId && { locationId }) });
      return Object.fromEntries(answers.map(({ subject }) => [subject.name, subject.equipment]));
    };
    const untilCounts = (what: string, wanted: Record<string, number>): Promise<unknown> =>
      eventually(what, async () => {
        expect(await countsOf(site.id)).toEqual(wanted);
        return true;
      });
    await untilCounts('each branch to have its pump', { East: 1, West: 1 });
    expect(await countsOf()).toEqual({ Site: 2 });
    const all = { ...QUARTER, groupBy: 'all', kpis: 'mtbf', locationId: east.id } as const;
    expect((await kpis(all))[0]?.subject.equipment).toBe(1);

    const moved = { equipmentId: second, code: 'P-WEST', ...facts, version: 2 };
    await publish([at(hour(1), EquipmentMoved, { ...moved, locationId: hall.id })]);
    await untilCounts('the pump to have moved', { East: 2, West: 0 });
    // What was told before, and comes again, changes nothing.
    await publish([hall.tell(west.id, 3), hall.tell(east.id, 2)]);
    await untilCounts('the hall to be in the west', { East: 0, West: 2 });

    const nowhere = kpis({ ...QUARTER, locationId: uuidv7() });
    await expect(nowhere).rejects.toMatchObject({ problem: { status: 404 } });
  });

  it('draws the same timeline from events in any order, delivered twice', async () => {
    const chance = new Chance();
    const equipmentId = uuidv7();
    const events = [
      registered(equipmentId, 'P-CHANCE'),
      ...work(equipmentId, 'preventive', [1, 4, 9]),
      ...work(equipmentId, 'corrective_immediate', [5, 6, 8]),
      ...work(equipmentId, 'inspection', [10, 20, 22]),
    ];
    await publish(chance.shuffled([...events, ...events]));
    await eventually(`the timeline of seed ${chance.seed}`, async () => {
      const spans = await timelineOf(equipmentId);
      expect(spans).toEqual([
        `${hour(0)} productive assumed`,
        `${hour(4)} scheduled_down work_order`,
        `${hour(6)} unscheduled_down work_order`,
        `${hour(8)} scheduled_down work_order`,
        `${hour(9)} productive assumed`,
        `${hour(20)} scheduled_down work_order`,
        `${hour(22)} productive assumed`,
      ]);
      return true;
    });
  });

  it('never lets two spans of a timeline overlap, whoever writes them', async () => {
    const equipmentId = await aPump();
    const second = plant.database.admin.query(
      `INSERT INTO analytics.equipment_state (tenant_id, equipment_id, period, state, reason, source)
       VALUES ($1, $2, tstzrange($3, $4), 'standby', '', 'person')`,
      [plant.tenantId, equipmentId, hour(1), hour(2)],
    );
    await expect(second).rejects.toMatchObject({ code: '23P01' });
  });

  it('takes a correction of history from a person, keeps what was said, and tells it', async () => {
    const equipmentId = await aPump();
    await enter({ equipmentId, from: hour(2), state: 'unscheduled_down', reason: 'Seal leaks' });
    await enter({ equipmentId, from: hour(5), state: 'productive', reason: 'Runs again' });
    const corrected = { from: hour(3), to: hour(4), state: 'non_scheduled' } as const;
    const entry = await enter({ equipmentId, ...corrected, reason: 'Shift had ended' });
    expect(await timelineOf(equipmentId)).toEqual([
      `${hour(0)} productive assumed`,
      `${hour(2)} unscheduled_down person`,
      `${hour(3)} non_scheduled person`,
      `${hour(4)} unscheduled_down person`,
      `${hour(5)} productive person`,
    ]);
    const log = await ask(gateway, ListStateEntries, { equipmentId }, plant.caller());
    expect(log).toMatchObject({ totalCount: 3, items: [entry, {}, {}] });
    expect(entry).toMatchObject({ enteredBy: 'olga', reason: 'Shift had ended' });
    await eventually('the event', () =>
      heard.some(({ data }) => 'entryId' in data && data.entryId === entry.id),
    );
  });

  it('lets two people at once enter states of one machine', async () => {
    const equipmentId = await aPump();
    await Promise.all([1, 2, 3, 4, 5, 6].map((each) => enter({ equipmentId, from: hour(each) })));
    expect(await timelineOf(equipmentId)).toHaveLength(7);
  });

  it('refuses a state of the future, one that ends before it begins, and unknown equipment', async () => {
    const equipmentId = await aPump();
    const future = enter({ equipmentId, from: '2999-01-01T00:00:00Z' });
    await expect(future).rejects.toMatchObject({ problem: { status: 422 } });
    const turned = enter({ equipmentId, from: hour(2), to: hour(1) });
    await expect(turned).rejects.toMatchObject({ problem: { status: 422 } });
    const unknown = enter({ equipmentId: uuidv7() });
    await expect(unknown).rejects.toMatchObject({ problem: { status: 503 } });
  });

  it('ANA-01 ANA-02 answers with MTBF and MTTR per asset and quarter', async () => {
    const equipmentId = await aPump();
    const first = work(equipmentId, 'corrective_immediate', [10, 10, 14]);
    await publish([
      ...[...first, recordOf(equipmentId, 14, first)],
      ...work(equipmentId, 'corrective_immediate', [1000, 1001, 1003]),
    ]);
    const mttr = await eventually('both repairs', async () => {
      const found = await kpi('mttr', { equipmentId });
      return found.denominator?.value === '2' && found;
    });
    // (4 h + 2 h) / 2 repairs
    expect(mttr).toMatchObject({ value: '3.000000', unit: 'h', version: 2, missing: null });
    expect(mttr.window).toEqual({ name: '2026-Q1', from: hour(0), to: hour(90 * 24) });
    // (90 days x 24 h - 6 h down) / 2 standstills, of one of which it is recorded what failed
    expect(await kpi('mtbf_all_stops', { equipmentId })).toMatchObject({ value: '1077.000000' });
    await eventually('the record', async () => {
      return (await kpi('mtbf', { equipmentId })).denominator?.value === '1';
    });
    expect(await kpi('mtbf', { equipmentId })).toMatchObject({
      value: '2154.000000',
      numerator: { value: '2154.000000' },
      subject: { by: 'equipment', key: equipmentId, equipment: 1 },
      lowerBound: null,
    });
    const [, april] = await kpis({ ...QUARTER, equipmentId, kpis: 'mtbf', to: hour(91 * 24) });
    // (91 days x 24 h) / 2.995732
    expect(april).toMatchObject({
      window: { name: '2026-Q2' },
      value: null,
      lowerBound: '729.037177',
      missing: 'There was no failure.',
    });
  });

  it('ANA-01: counts a failure in the window in which it begins, whenever it is mended and recorded', async () => {
    const equipmentId = await aPump();
    const late = work(equipmentId, 'corrective_immediate', [26, 27, 30]);
    const again = work(equipmentId, 'corrective_immediate', [40, 41, 42]);
    const [created] = again;
    const { kind, ...order } = created?.data as WorkOrderCreated;
    const reopening = { ...order, kind, assignee: 'Tess', reopenedBy: 'Tess', reason: 'Leaks' };
    await publish([
      ...[...late, recordOf(equipmentId, 31, late)],
      ...[...again, recordOf(equipmentId, 42, again)],
      at(hour(50), WorkOrderReopened, reopening),
      at(hour(52), WorkOrderCompleted, { ...order, completedBy: 'Tess', remedy: 'Done' }),
    ]);
    await enter({ equipmentId, state: 'unscheduled_down', from: hour(20) });

    const failures = async (from: number, to: number) => {
      const window = { equipmentId, from: hour(from), to: hour(to) };
      const [answer] = await kpis({ ...window, kpis: 'mtbf_iso22400' });
      return Number(answer?.denominator?.value) - 1;
    };
    await eventually('all three failures', async () => (await failures(0, 100)) === 3);
    // Ordered and recorded after the window; and work again on what was recorded before it.
    expect(await failures(0, 24)).toBe(1);
    expect(await failures(24, 48)).toBe(1);
    expect(await failures(48, 72)).toBe(1);
  });

  it('ANA-03 answers with maintenance costs per quarter, in exact decimals', async () => {
    const equipmentId = await aPump();
    const rates = { equipmentId, from: hour(0), labourPerHour: '33.3333', downtimePerHour: '0.1' };
    await ask(gateway, SetCostRates, rates, plant.caller());
    await publish(work(equipmentId, 'corrective_immediate', [10, 10, 13]));
    await eventually('the work', async () => {
      // 3 h x 33.3333 = 99.9999
      expect(await kpi('maintenance_cost', { equipmentId })).toMatchObject({ value: '100.00' });
      return true;
    });
    // 3 h x 0.1
    expect(await kpi('downtime_cost', { equipmentId })).toMatchObject({ value: '0.30' });
  });

  it('ANA-02: leaves waits out of the repair time, and counts work that was sent back and reopened once', async () => {
    const equipmentId = await aPump();
    const words = { number: 'WO-7', priority: 'high', title: 'Repair it' } as const;
    const order = { workOrderId: uuidv7(), equipmentId, ...words };
    const kind = 'corrective_immediate' as const;
    const again = { kind, assignee: 'Tess', reason: 'It leaks again' } as const;
    const held = (reason: 'parts' | 'permit') => ({ ...order, reason, heldBy: 'Tess' });
    const resumed = { ...order, heldAt: hour(7), resumedAt: hour(8), resumedBy: 'Tess' };
    const completed = { ...order, completedBy: 'Tess', remedy: 'Done', kind };
    const steps = [
      at(hour(5), WorkOrderCreated, { ...order, kind, description: 'It leaks' }),
      at(hour(6), WorkOrderStarted, { ...order, assignee: 'Tess' }),
      at(hour(7), WorkOrderHeld, held('parts')),
      at(hour(8.5), WorkOrderResumed, resumed),
      at(hour(10), WorkOrderCompleted, { ...completed, restoredAt: hour(9.75) }),
      at(hour(12), WorkOrderSentBack, { ...order, ...again, sentBackBy: 'Pia' }),
      at(hour(13), WorkOrderCompleted, completed),
      at(hour(18), WorkOrderReopened, { ...order, ...again, reopenedBy: 'Pia' }),
      at(hour(18.25), WorkOrderHeld, held('permit')),
      at(hour(19), WorkOrderResumed, resumed),
      at(hour(20), WorkOrderCompleted, completed),
    ];
    await publish(new Chance().shuffled([...steps, ...steps]));
    await eventually('the whole of the work', async () => {
      // Under way 4 + 1 + 2 h, on hold 1.5 + 0.75 h
      expect(await kpi('mttr', { equipmentId })).toMatchObject({
        value: '4.750000',
        denominator: { value: '1' },
        breakdown: [
          { name: 'on hold for parts', value: '1.500000' },
          { name: 'on hold for permit', value: '0.750000' },
        ],
      });
      return true;
    });
    expect(await timelineOf(equipmentId)).toEqual([
      `${hour(0)} productive assumed`,
      `${hour(6)} unscheduled_down work_order`,
      `${hour(9.75)} productive assumed`,
      `${hour(12)} unscheduled_down work_order`,
      `${hour(13)} productive assumed`,
      `${hour(18)} unscheduled_down work_order`,
      `${hour(20)} productive assumed`,
    ]);
  });

  it('ANA-03: adds up labour, services, parts that were used and brought back, and records, to the last digit', async () => {
    const equipmentId = await aPump();
    const events = work(equipmentId, 'preventive', [10, 10, 13]);
    const { workOrderId } = events[0]?.data as WorkOrderCreated;
    const of = { workOrderId, equipmentId };
    const cost = (kind: 'labour' | 'services', amount: string): CloudEvent =>
      at(hour(12), WorkOrderCostAdded, {
        ...{ ...of, kind, amount, currency: 'EUR', text: 'Tess', by: 'Tess' },
      });
    const partId = uuidv7();
    const part = { ...of, partId, number: '6310-2Z', quantity: '2', by: 'Tess' };
    const record = (recordId: string, told: string, corrects?: string): CloudEvent =>
      at(hour(30), MaintenanceRecordAdded, {
        ...{ recordId, equipmentId, maintenanceType: 'oil_change', description: 'Oil' },
        ...{ performedBy: 'Tess', performedAt: hour(30), recordedBy: 'Tess', cost: told },
        ...(corrects !== undefined && { corrects }),
      });
    const wrong = uuidv7();
    await publish([
      ...events,
      ...[cost('labour', '80.1'), cost('labour', '0.0001'), cost('services', '20')],
      at(hour(11), PartIssued, { ...part, cost: '25.5' }),
      at(hour(12), PartReturned, { ...part, quantity: '1', cost: '12.3456' }),
      record(wrong, '999'),
      record(uuidv7(), '9.99', wrong),
    ]);
    await eventually('all that it cost', async () => {
      // 80.1001 + 20 + 12.3456 + 9.99 = 122.4357
      expect(await kpi('maintenance_cost', { equipmentId })).toMatchObject({
        value: '122.44',
        breakdown: [{ value: '80.10' }, { value: '12.35' }, { value: '20.00' }],
      });
      return true;
    });
  });

  it('ANA-07: compares what was due with what was done, and what was planned with what is open', async () => {
    const equipmentId = await aPump();
    const told = { key: '1', title: 'Service', maintenanceType: 'service' } as const;
    const occurrence = (dueAt: string) => ({
      ...{ occurrenceId: uuidv7(), planId: uuidv7(), equipmentId, ...told },
      ...{ priority: 'medium' as const, dueAt, toleranceHours: 2 },
    });
    const [inTime, late, early, taken, gone] = [10, 20, 30, 40, 45].map((each) =>
      occurrence(hour(each)),
    );
    if (!inTime || !late || !early || !taken || !gone) throw new Error('There are five.');
    const [open] = work(equipmentId, 'preventive', [1, 2, 3]);
    const { kind: _, description: __, ...order } = open?.data as WorkOrderCreated;
    const window = { plannedStartAt: hour(50), plannedEndAt: hour(53.5) };
    await publish([
      ...[inTime, late, taken, gone].map((each) => at(hour(10), OccurrenceDue, each)),
      at(hour(12), OccurrenceDone, { ...inTime, doneAt: hour(12) }),
      at(hour(23), OccurrenceDone, { ...late, doneAt: hour(22.001) }),
      at(hour(20), OccurrenceDone, { ...early, doneAt: hour(20) }),
      at(hour(60), OccurrenceSkipped, {
        ...gone,
        reason: 'The plan was put away',
        withdrawn: true,
      }),
      at(hour(41), OccurrenceMerged, { ...taken, mergedInto: uuidv7() }),
      ...(open ? [open] : []),
      at(hour(4), WorkOrderScheduled, { ...order, ...window, plannedEndAt: hour(60) }),
      at(hour(5), WorkOrderScheduled, { ...order, ...window }),
    ]);
    await eventually('all of it', async () => {
      const [compliance, hours] = await kpis({
        ...QUARTER,
        equipmentId,
        kpis: 'pm_compliance,backlog_hours',
      });
      // In time and early; the fourth was taken in, the fifth went with its plan: 2 / 3
      expect(compliance).toMatchObject({ value: '0.666667', denominator: { value: '3' } });
      expect(hours).toMatchObject({ value: '3.500000' });
      return true;
    });
  });

  it('ANA-07: weighs alarms by what people said of them, and by the failures that they foretold', async () => {
    const equipmentId = await aPump();
    const caseId = uuidv7();
    const severity = 'high' as const;
    const around = { equipmentId, caseId, severity };
    const told = { message: 'Too hot', occurredAt: hour(1) };
    const alarm = { alarmId: uuidv7(), rule: 'anomaly:temperature', ...around, ...told };
    const opened = { ...around, title: 'Too hot' };
    const said = { workOrderId: uuidv7(), equipmentId, caseId, givenBy: 'Tess' };
    const repairs = [
      work(equipmentId, 'corrective_immediate', [10, 11, 13]),
      work(equipmentId, 'corrective_immediate', [50, 51, 53]),
    ];
    const answer = 'wrong' as const;
    const judged = { answer, judgedBy: 'Mira', judgedAt: hour(11), anomalyIds: [] };
    const alone = { alarmId: uuidv7(), caseId: uuidv7(), rule: 'limit:temperature:high' };
    await publish([
      at(hour(1), AlarmRaised, alarm),
      at(hour(1), CaseOpened, opened),
      at(hour(1), CaseOpened, { ...opened, caseId: uuidv7(), kind: 'sensor_fault' }),
      at(hour(14), CaseResolved, { ...opened, reason: 'Repaired' }),
      at(hour(12), FeedbackGiven, { ...said, answer: 'not_sure' }),
      at(hour(13), FeedbackGiven, { ...said, answer: 'right' }),
      ...repairs.flatMap((each, index) => [
        ...each,
        recordOf(equipmentId, [13, 53][index] ?? 0, each),
      ]),
      at(hour(11), AlarmJudged, { ...alarm, ...judged }),
      at(hour(12), AlarmJudged, { ...alarm, ...judged, ...alone }),
    ]);
    await eventually('all of it', async () => {
      const asked = 'alarm_precision,failures_foreseen,warning_lead_time';
      const [right, foreseen, lead] = await kpis({ ...QUARTER, equipmentId, kpis: asked });
      expect(right).toMatchObject({
        value: '0.500000',
        breakdown: [
          { name: 'anomaly:temperature', value: '1.000000' },
          { name: 'limit:temperature:high', value: '0.000000' },
        ],
      });
      expect(foreseen).toMatchObject({ value: '0.500000' });
      // From hour 1 to hour 11
      expect(lead).toMatchObject({ value: '10.000000' });
      return true;
    });
  });

  it('ANA-04: answers with the energy that was entered, also while meters cannot be read', async () => {
    const equipmentId = await aPump();
    const shift = { equipmentId, produced: 10, good: 8, idealCycleSeconds: '1.5' } as const;
    const record = (from: number, to: number, energyKwh: string) =>
      ask(
        gateway,
        RecordProduction,
        { ...shift, from: hour(from), to: hour(to), energyKwh },
        plant.caller(),
      );
    const { id } = await record(0, 8, '9.9');
    expect(await record(0, 8, '0.1')).toMatchObject({ id, energyKwh: '0.1' });
    await record(8, 16, '0.2');
    await expect(record(7, 9, '5')).rejects.toMatchObject({ problem: { status: 409 } });
    const shifts = { equipmentId, from: hour(0), to: hour(16) };
    // 0.1 + 0.2; 0.3 kWh / 16 good
    expect(await kpis({ ...shifts, kpis: 'energy,energy_per_good_unit' })).toMatchObject([
      { value: '0.3000', unit: 'kWh' },
      { value: '0.018750' },
    ]);
    // Acquisition does not run here: what meters say of other time is not known.
    const unread = { value: null, missing: 'Meters could not be read now.' };
    const [quarter, made] = await kpis({ ...QUARTER, equipmentId, kpis: 'energy,quality' });
    expect([quarter, made]).toMatchObject([unread, { value: '0.800000' }]);
    const tooGood = { ...shift, from: hour(20), to: hour(21), good: 11 };
    const refused = ask(gateway, RecordProduction, tooGood, plant.caller());
    await expect(refused).rejects.toMatchObject({ problem: { status: 422 } });
    for (const idealCycleSeconds of ['0', '0.0000', '000.0']) {
      const timeless = { ...shift, from: hour(20), to: hour(21), good: 8, idealCycleSeconds };
      await expect(ask(gateway, RecordProduction, timeless, plant.caller())).rejects.toMatchObject({
        problem: { status: 422, errors: [{ field: 'idealCycleSeconds' }] },
      });
    }
  });

  it('ANA-05 tells downtime by its reasons', async () => {
    const equipmentId = await aPump();
    await enter({ equipmentId, from: hour(2), to: hour(5), state: 'scheduled_down', reason: 'A' });
    await enter({
      equipmentId,
      from: hour(7),
      to: hour(8),
      state: 'unscheduled_down',
      reason: 'B',
    });
    expect(await kpi('downtime', { equipmentId })).toMatchObject({
      value: '4.000000',
      breakdown: [
        { name: 'A', value: '3.000000' },
        { name: 'B', value: '1.000000' },
      ],
    });
  });

  it('ANA-05: opens a stop when a machine falls silent, which gets reasons of the tree', async () => {
    const equipmentId = await aPump();
    const [heard, silent] = ['online', 'offline'] as const;
    const changed = (
      hours: number,
      connectivity: 'online' | 'offline',
      previous: typeof heard | typeof silent,
    ) =>
      at(hour(hours + 0.1), EquipmentConnectivityChanged, {
        ...{ equipmentId, connectivity, previous },
        ...{ since: hour(hours + 0.1), lastHeardAt: hour(hours) },
      });
    await publish([changed(6, heard, silent), changed(2, silent, heard)]);
    const stops = async () =>
      (await ask(gateway, ListUnqualifiedStops, { equipmentId }, plant.caller())).items;
    await eventually('the stop', async () => {
      expect(await stops()).toMatchObject([{ from: hour(2), to: hour(6) }]);
      return true;
    });

    const set = (...codes: string[]) =>
      ask(
        gateway,
        SetDowntimeReasons,
        { reasons: codes.map((code) => ({ code, name: code })) },
        plant.caller(),
      );
    await expect(set('MECH.JAM')).rejects.toMatchObject({ problem: { status: 422 } });
    await expect(set('MECH', 'MECH')).rejects.toMatchObject({ problem: { status: 422 } });
    await set('MECH', 'MECH.JAM', 'HYDR');
    expect(await set('MECH', 'MECH.JAM')).toHaveLength(2);
    const all = await ask(gateway, ListDowntimeReasons, { archived: 'true' }, plant.caller());
    expect(all.find(({ code }) => code === 'HYDR')).toMatchObject({ archived: true });

    const jam = { equipmentId, state: 'unscheduled_down', reason: 'Box stuck' } as const;
    const part = { ...jam, from: hour(2), to: hour(5) };
    const archived = enter({ ...part, reasonCode: 'HYDR' });
    await expect(archived).rejects.toMatchObject({ problem: { status: 422 } });
    await enter({ ...part, reasonCode: 'MECH.JAM' });
    expect(await stops()).toMatchObject([{ from: hour(5), to: hour(6) }]);
    expect(await kpi('downtime', { equipmentId })).toMatchObject({
      value: '3.000000',
      breakdown: [
        { name: 'MECH', value: '3.000000' },
        { name: 'MECH.JAM', value: '3.000000' },
      ],
    });
    await enter({ ...part, to: hour(6), reasonCode: 'MECH.JAM' });
    expect(await stops()).toEqual([]);
    expect(await timelineOf(equipmentId)).toEqual([
      `${hour(0)} productive assumed`,
      `${hour(2)} unscheduled_down person`,
      `${hour(6)} productive assumed`,
    ]);
  });

  it('ANA-06 ANA-07 answers with OEE and its factors, or says which is missing', async () => {
    const equipmentId = await aPump();
    const day = { from: hour(0), to: hour(10), timeZone: 'UTC' };
    const [before] = await kpis({ ...day, equipmentId, kpis: 'oee' });
    expect(before).toMatchObject({ value: null, missing: 'No production was recorded.' });
    const down = { state: 'unscheduled_down', reason: 'Jam' } as const;
    await enter({ equipmentId, from: hour(4), to: hour(6), ...down });
    const made = { equipmentId, from: hour(0), to: hour(10), produced: 360, good: 342 };
    await ask(gateway, RecordProduction, { ...made, idealCycleSeconds: '60' }, plant.caller());
    const names = 'oee_availability,performance,quality,oee,teep,utilisation';
    const answers = await kpis({ ...day, equipmentId, kpis: names });
    // 8/10; 360 x 60 s / 8 h = 6/8; 342/360; their product
    expect(answers.map(({ kpi: id, value }) => [id, value])).toEqual([
      ['oee_availability', '0.800000'],
      ['performance', '0.750000'],
      ['quality', '0.950000'],
      ['oee', '0.570000'],
      ['teep', '0.570000'],
      ['utilisation', '0.800000'],
    ]);
  });

  it('ANA-08 counts the fleet by class and state, and rolls key figures up', async () => {
    const ofClass = `mill-${uuidv7().slice(-6)}`;
    const ids = [await aPump(ofClass), await aPump(ofClass)];
    const [first = ''] = ids;
    await enter({ equipmentId: first, state: 'unscheduled_down', reason: 'Spindle' });
    const fleet = await ask(gateway, GetFleet, {}, plant.caller());
    expect(fleet.byClass).toContainEqual({ name: ofClass, value: '2', unit: '1' });
    expect(fleet.byState).toContainEqual(expect.objectContaining({ name: 'unscheduled_down' }));
    await enter({ equipmentId: first, from: hour(0), to: hour(5), state: 'unscheduled_down' });
    const day = { from: hour(0), to: hour(10), class: ofClass, kpis: 'availability' };
    const byMachine = await kpis({ ...day });
    expect(byMachine.map(({ value }) => value).sort()).toEqual(['0.500000', '1.000000']);
    const secondPage = { ...day, page: 2, pageSize: 1 };
    const second = await ask(gateway, GetKpis, secondPage, plant.caller());
    expect(second).toMatchObject({ subjects: 2, answers: [byMachine[1]] });
    for (const groupBy of ['class', 'all'] as const) {
      const [rolledUp] = await kpis({ ...day, groupBy });
      // (5 h + 10 h) / 20 h
      expect(rolledUp).toMatchObject({ value: '0.750000', subject: { equipment: 2 } });
    }
  });

  it('ANA-08: ends the timeline of a machine that is removed, which no longer counts as fleet', async () => {
    const equipmentId = await aPump('removed');
    await publish(work(equipmentId, 'corrective_immediate', [2, 3, 4]));
    await enter({ equipmentId, state: 'unscheduled_down', from: hour(10) });
    const fleet = () => ask(gateway, GetFleet, {}, plant.caller());
    const before = (await fleet()).equipment;
    const known = { code: 'P-GONE', name: 'Pump', class: 'removed', criticality: 'A' } as const;
    await publish([at(hour(20), EquipmentRemoved, { equipmentId, ...known })]);

    await eventually('the smaller fleet', async () => (await fleet()).equipment === before - 1);
    const asked = { equipmentId, from: hour(0), to: hour(48) };
    const { spans } = await ask(gateway, GetTimeline, asked, plant.caller());
    expect(spans.at(-1)).toMatchObject({ state: 'unscheduled_down', to: hour(20) });
    const [up, restored, down] = await kpis({
      ...asked,
      kpis: 'mtbf_all_stops,mttrestore,downtime',
    });
    // 9 h, in two pieces; the time after the removal is unknown
    expect(up).toMatchObject({ numerator: { value: '9.000000' }, denominator: { value: '2' } });
    expect(up?.counts).toContainEqual({ name: 'unknown time', value: '28.000000', unit: 'h' });
    // The repair of 1 h; what was removed was not restored.
    expect(restored).toMatchObject({ value: '1.000000', denominator: { value: '1' } });
    expect(down).toMatchObject({ value: '11.000000' });
    expect(restored?.counts).toEqual([{ name: 'still down', value: '0', unit: '1' }]);
  });

  it('refuses to roll up more machines than it can look at, and leaves none out in silence', async () => {
    await plant.database.admin.query(
      `INSERT INTO analytics.equipment (tenant_id, id, code, class)
       SELECT $1, gen_random_uuid(), 'BULK-' || n, 'bulk' FROM generate_series(1, 10001) AS n`,
      [plant.tenantId],
    );
    const asked = { class: 'bulk', kpis: 'mtbf' } as const;
    const pages = await ask(gateway, GetKpis, { ...asked, pageSize: 5 }, plant.caller());
    expect(pages).toMatchObject({ subjects: 10_001, answers: Array(5).fill({ kpi: 'mtbf' }) });
    await expect(kpis({ ...asked, groupBy: 'all' })).rejects.toMatchObject({
      problem: { status: 422, errors: [{ field: 'groupBy' }] },
    });
  });

  it('counts alarms, acknowledgements, open work and cancelled work', async () => {
    const equipmentId = await aPump();
    const severity = 'high' as const;
    const told = { severity, message: 'Too hot', occurredAt: hour(1) };
    const alarm = { alarmId: uuidv7(), equipmentId, rule: 'limit:high', ...told };
    const [open] = work(equipmentId, 'inspection', [1, 2, 3]);
    const kindOf = { priority: 'low', kind: 'improvement' } as const;
    const order = { workOrderId: uuidv7(), number: 'WO-2', equipmentId, title: 'Fit a guard' };
    await publish([
      at(hour(2), AlarmAcknowledged, { ...alarm, acknowledgedBy: 'Olga' }),
      at(hour(1), AlarmRaised, alarm),
      at(hour(3), AlarmReraised, { ...alarm, count: 2 }),
      ...(open ? [open] : []),
      at(hour(5), WorkOrderCancelled, { ...order, priority: 'low', reason: 'No crew' }),
      at(hour(1), WorkOrderCreated, { ...order, ...kindOf, description: 'A guard' }),
    ]);
    const day = { equipmentId, from: hour(0), to: hour(10) };
    await eventually('all of it', async () => {
      const answers = await kpis({ ...day, kpis: 'mtta,alarm_rate,backlog' });
      // 1 h / 1; 2 alarms / 60 times 10 min; one of two is still open
      expect(answers.map(({ value }) => value)).toEqual(['1.000000', '0.033333', '1']);
      return true;
    });
  });

  it('tells for how long alarms stood, were shelved and were suppressed', async () => {
    const equipmentId = await aPump();
    const severity = 'high' as const;
    const told = { severity, message: 'Too hot', occurredAt: hour(1) };
    const alarm = { alarmId: uuidv7(), equipmentId, rule: 'limit:high', ...told };
    const shelving = { shelvedBy: 'Olga', until: hour(5), reason: 'Known' };
    const kept = { suppressedBy: 'agent:alarms', reason: 'chattering' };
    const free = { unsuppressedBy: 'agent:alarms' };
    await publish([
      at(hour(1), AlarmRaised, alarm),
      at(hour(2), AlarmShelved, { ...alarm, ...shelving }),
      at(hour(5), AlarmUnshelved, {
        ...alarm,
        unshelvedBy: 'agent:alarms',
        state: 'unacknowledged',
      }),
      at(hour(6), AlarmSuppressed, { ...alarm, ...kept }),
      at(hour(7), AlarmSuppressed, { ...alarm, ...kept, reason: 'work_order:7' }),
      at(hour(8), AlarmUnsuppressed, { ...alarm, ...free, state: 'suppressed' }),
      at(hour(9), AlarmUnsuppressed, { ...alarm, ...free, state: 'unacknowledged' }),
      at(hour(27), AlarmReturned, alarm),
    ]);
    const asked = 'alarm_stale,alarm_shelved_time,alarm_suppressed_time';
    await eventually('all of it', async () => {
      const answers = await kpis({ equipmentId, from: hour(0), to: hour(26), kpis: asked });
      expect(answers.map(({ value }) => value)).toEqual(['1', '3.000000', '3.000000']);
      const [after] = await kpis({ equipmentId, from: hour(0), to: hour(28), kpis: asked });
      expect(after).toMatchObject({ value: '0', counts: [{ value: '0' }, { value: '26.000000' }] });
      return true;
    });
  });

  it('ANA-07: answers for a period with the one before it beside', async () => {
    const equipmentId = await aPump();
    const down = { equipmentId, state: 'unscheduled_down', reason: 'Jam' } as const;
    await enter({ ...down, from: hour(0), to: hour(6) });
    await enter({ ...down, from: hour(24), to: hour(36) });
    const day = { equipmentId, from: hour(30), to: hour(31), compare: 'previous' } as const;
    const [byDay] = await kpis({ ...day, period: 'day', kpis: 'availability' });
    // 12 h of 24 after 18 h of 24
    expect(byDay).toMatchObject({
      value: '0.500000',
      window: { name: '2026-01-02' },
      previous: {
        window: { name: '2026-01-01', from: hour(0), to: hour(24) },
        ...{ value: '0.750000', change: '-0.250000', missing: null },
      },
    });
    const [alone] = await kpis({ ...day, from: hour(20), to: hour(24), kpis: 'mtbf,downtime' });
    expect(alone?.previous).toMatchObject({ value: null, change: null });
    const [, downtime] = await kpis({
      ...day,
      from: hour(24),
      to: hour(28),
      kpis: 'mtbf,downtime',
    });
    expect(downtime?.previous).toMatchObject({ value: '0.000000', change: '4.000000' });
  });

  it('says how each key figure is defined, and refuses what is not', async () => {
    const definitions = await ask(gateway, ListDefinitions, {}, plant.caller());
    expect(definitions).toContainEqual(
      expect.objectContaining({ id: 'mtbf', version: 2, unit: 'h' }),
    );
    const asked = { kpi: 'mtbf', versions: 'all' } as const;
    expect(await ask(gateway, ListDefinitions, asked, plant.caller())).toMatchObject([
      { version: 2 },
      { version: 1, former: true },
    ]);
    const wrong: Partial<GetKpis>[] = [
      { kpis: 'mtbf,luck' },
      { timeZone: 'Mars/Olympus' },
      { from: hour(2), to: hour(1) },
      { from: hour(0), to: hour(9000), period: 'day' },
    ];
    for (const request of wrong) {
      await expect(kpis(request)).rejects.toMatchObject({ problem: { status: 422 } });
    }
  });

  it('shows another tenant nothing', async () => {
    const equipmentId = await aPump();
    const stranger = { ...plant.caller(), tenantId: uuidv7() };
    const asked = { equipmentId, from: hour(0), to: hour(1) };
    const refused = { problem: { status: 404 } };
    await expect(ask(gateway, GetTimeline, asked, stranger)).rejects.toMatchObject(refused);
    await expect(ask(gateway, GetKpis, asked, stranger)).rejects.toMatchObject(refused);
    expect((await ask(gateway, GetKpis, { kpis: 'mtbf' }, stranger)).answers).toEqual([]);
  });
});
