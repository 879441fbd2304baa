import {
  AddInspectionRound,
  AddInspectionTemplate,
  CancelInspection,
  CloseInspection,
  EquipmentRegistered,
  EquipmentRemoved,
  GetInspection,
  GetInspectionRound,
  GetInspectionStatistics,
  GetInspectionTemplate,
  GetInspectionTrend,
  ListInspectionRounds,
  ListInspections,
  ListInspectionTemplates,
  PauseInspectionRound,
  ResumeInspectionRound,
  RetireInspectionRound,
  RetireInspectionTemplate,
  ReviewInspection,
  ReviseInspectionTemplate,
  ScheduleInspection,
  StartInspection,
  SubmitInspection,
  type CloudEvent,
  type FieldsOf,
  type InspectionItem,
  type InspectionTemplateView,
  type InspectionView,
  type ItemAnswer,
} from '@libs/contracts';
import { aCloudEvent, ask, eventually, publishEvent, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import type { NatsConnection } from '@nats-io/transport-node';
import { v7 as uuidv7 } from 'uuid';
import { MaintenanceModule } from '../maintenance.module.js';

const DAY_MS = 86_400_000;
const ITEMS: InspectionItem[] = [
  {
    key: 'guard',
    text: 'The guard is in place',
    texts: { ar: 'الواقي في مكانه' },
    type: 'pass_fail',
  },
  {
    key: 'bearing_temperature',
    text: 'Temperature of the bearing',
    type: 'number',
    unit: '°C',
    warnHigh: 70,
    high: 80,
    weight: 3,
    severity: 4,
  },
];

describe('inspections', () => {
  let plant: TestPlant;
  let gateway: NatsConnection;
  let assets: NatsConnection;
  const heard: CloudEvent[] = [];

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('maintenance', MaintenanceModule);
    gateway = await plant.connect('gateway');
    assets = await plant.connect('assets');
    gateway.subscribe(`event.${plant.tenantId}.maintenance.>`, {
      callback: (_, message) => {
        heard.push(message.json<CloudEvent>());
      },
    });
  });

  afterAll(() => plant.stop());

  const olga = () => plant.caller('olga', ['operator']);
  const pete = () => plant.caller('pete', ['planner']);

  async function aMachine(): Promise<string> {
    const equipmentId = uuidv7();
    const code = `P-${equipmentId.slice(-12).toUpperCase()}`;
    const facts = { code, name: 'Pump', class: 'pump', criticality: 'A' } as const;
    const about = { tenantId: plant.tenantId };
    await publishEvent(assets, aCloudEvent(EquipmentRegistered, { equipmentId, ...facts }, about));
    await eventually('the equipment', async () => {
      const sql = 'SELECT 1 FROM maintenance.equipment WHERE id = $1';
      return (await plant.database.admin.query<object[]>(sql, [equipmentId])).length > 0;
    });
    return equipmentId;
  }

  const aTemplate = (
    rest: Partial<FieldsOf<AddInspectionTemplate>> = {},
  ): Promise<InspectionTemplateView> => {
    const code = `T-${uuidv7().slice(-12).toUpperCase()}`;
    const template = { code, name: 'Weekly look', items: ITEMS, ...rest };
    return ask(gateway, AddInspectionTemplate, template, pete());
  };

  async function anInspection(
    rest: Partial<FieldsOf<ScheduleInspection>> = {},
  ): Promise<InspectionView> {
    const templateId = rest.templateId ?? (await aTemplate()).id;
    const equipmentId = rest.equipmentId ?? (await aMachine());
    return ask(gateway, ScheduleInspection, { ...rest, templateId, equipmentId }, pete());
  }

  const answers = (temperature = 40, rest: Partial<ItemAnswer> = {}): ItemAnswer[] => [
    { key: 'guard', outcome: 'pass', ...rest },
    { key: 'bearing_temperature', value: temperature, ...rest },
  ];

  const submit = (
    inspectionId: string,
    items: ItemAnswer[] = answers(),
    submissionId = uuidv7(),
  ): Promise<InspectionView> =>
    ask(gateway, SubmitInspection, { inspectionId, submissionId, items }, olga());

  const problem = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => 'it was not refused',
      (error: unknown) => (error as { problem: unknown }).problem,
    );

  const typesOf = (inspectionId: string): string[] =>
    heard
      .filter(({ data }) => 'inspectionId' in data && data.inspectionId === inspectionId)
      .map(({ type }) => type.replace(/^maintenance\.inspection\.|\.v1$/g, ''));

  it('INS-01 REG-10 REG-29: an inspection of one machine goes from its plan to its end', async () => {
    const { id: inspectionId, equipmentId, status } = await anInspection();
    expect(status).toBe('due');
    const started = await ask(gateway, StartInspection, { inspectionId }, olga());
    expect(started).toMatchObject({ status: 'in_progress', startedBy: 'olga' });
    const submitted = await submit(inspectionId);
    expect(submitted).toMatchObject({ status: 'submitted', score: 0, band: null, failedItems: 0 });
    const own = ask(gateway, ReviewInspection, { inspectionId }, olga());
    expect(await problem(own)).toMatchObject({ status: 403 });
    const reviewed = await ask(gateway, ReviewInspection, { inspectionId, comment: 'ok' }, pete());
    expect(reviewed).toMatchObject({ status: 'reviewed', reviewedBy: 'pete', reviewComment: 'ok' });
    const closed = await ask(gateway, CloseInspection, { inspectionId }, pete());
    expect(closed).toMatchObject({ status: 'closed', allowedActions: [] });
    const cancel = ask(gateway, CancelInspection, { inspectionId, reason: 'late' }, pete());
    expect(await problem(cancel)).toMatchObject({ status: 409, allowed: [] });
    const history = await ask(gateway, ListInspections, { equipmentId }, pete());
    expect(history).toEqual({ items: [closed], totalCount: 1 });
    await eventually('its events', () => typesOf(inspectionId).length === 5);
    expect(typesOf(inspectionId)).toEqual([
      'scheduled',
      'started',
      'submitted',
      'reviewed',
      'closed',
    ]);
  });

  it('INS-03: scores what failed, keeps every result, and tells each failed item', async () => {
    const { id: inspectionId } = await anInspection();
    const items = answers(91, { comment: 'hot', photoIds: [uuidv7()] });
    const submitted = await submit(inspectionId, items);
    // (1 × 0 + 3 × 4) / (4 × 4)
    expect(submitted).toMatchObject({ score: 75, band: 'critical', failedItems: 1 });
    const detail = await ask(gateway, GetInspection, { inspectionId }, pete());
    expect(detail.items).toMatchObject([{ texts: { ar: 'الواقي في مكانه' } }, { unit: '°C' }]);
    expect(detail.results).toMatchObject([
      { key: 'guard', outcome: 'pass', failed: false, severity: 0 },
      { outcome: 'measured', failed: true, severity: 4, assessment: 'outside', comment: 'hot' },
    ]);
    const failed = await eventually('the failed item', () =>
      heard.find(
        ({ type, data }) =>
          type === 'maintenance.inspection.item_failed.v1' &&
          'inspectionId' in data &&
          data.inspectionId === inspectionId,
      ),
    );
    const told = { item: 'bearing_temperature', severity: 4, value: 91, high: 80, unit: '°C' };
    expect(failed.data).toMatchObject({ ...told, photoIds: items[1]?.photoIds });
  });

  it('says at which item a submission is at fault', async () => {
    const { id: inspectionId } = await anInspection();
    const faulty = submit(inspectionId, [
      { key: 'guard', outcome: 'pass', value: 3 },
      { key: 'bearing_temperature' },
      { key: 'colour', outcome: 'pass' },
    ]);
    expect(await problem(faulty)).toMatchObject({
      status: 422,
      errors: [
        { field: 'items.0.value' },
        { field: 'items.1.value' },
        { field: 'items.2.key', message: 'there is no item colour' },
      ],
    });
    expect(await problem(submit(inspectionId, answers().slice(1)))).toMatchObject({
      errors: [{ field: 'items', message: 'the item guard is not answered' }],
    });
  });

  it('takes a submission that a phone sends again as the same one', async () => {
    const { id: inspectionId } = await anInspection();
    const submissionId = uuidv7();
    const twice = await Promise.all([
      submit(inspectionId, answers(), submissionId),
      submit(inspectionId, answers(), submissionId),
    ]);
    expect(twice[0]).toEqual(twice[1]);
    expect(twice[0]).toMatchObject({ submissionId, version: 2 });
    expect(await problem(submit(inspectionId))).toMatchObject({ status: 409 });
    await eventually('the event', () => typesOf(inspectionId).includes('submitted'));
    expect(typesOf(inspectionId)).toEqual(['scheduled', 'submitted']);
  });

  it('takes what was measured in time from a phone that was offline until it was missed', async () => {
    const missed = async (): Promise<InspectionView> => {
      const { id } = await anInspection();
      await plant.database.admin.query(
        `UPDATE maintenance.inspection SET due_at = now() - interval '3 hours',
           closes_at = now() - interval '1 hour', follow_at = now() - interval '1 hour'
         WHERE id = $1`,
        [id],
      );
      return eventually('it to be missed', async () => {
        const found = await ask(gateway, GetInspection, { inspectionId: id }, pete());
        return found.status === 'missed' && found;
      });
    };
    const hoursAgo = (hours: number): string =>
      new Date(Date.now() - hours * 3_600_000).toISOString();
    const { id: tooLate } = await missed();
    const late = submit(tooLate, answers(40, { measuredAt: hoursAgo(0.5) }));
    expect(await problem(late)).toMatchObject({ status: 409, allowed: ['submit'] });
    const { id: inTime } = await missed();
    const measuredAt = hoursAgo(2);
    const taken = await submit(inTime, answers(40, { measuredAt }));
    expect(taken).toMatchObject({ status: 'submitted', performedAt: measuredAt });
    await eventually('its events', () => typesOf(inTime).length === 3);
    expect(typesOf(inTime)).toEqual(['scheduled', 'missed', 'submitted']);
  });

  it('refuses a step on a version that is not the current one', async () => {
    const { id: inspectionId } = await anInspection();
    const stale = ask(gateway, StartInspection, { inspectionId, expectedVersion: 7 }, olga());
    expect(await problem(stale)).toMatchObject({ status: 412 });
  });

  it('keeps templates by version, and inspections with theirs', async () => {
    const { id: templateId, code } = await aTemplate();
    const { id: inspectionId } = await anInspection({ templateId });
    const items: InspectionItem[] = [{ key: 'smell', text: 'Smell', type: 'text' }];
    const next = { templateId, expectedVersion: 1, name: 'Another look', items };
    const revised = await ask(gateway, ReviseInspectionTemplate, next, pete());
    expect(revised).toMatchObject({ version: 2, name: 'Another look', code });
    expect(await problem(ask(gateway, ReviseInspectionTemplate, next, pete()))).toMatchObject({
      status: 412,
    });
    const first = await ask(gateway, GetInspectionTemplate, { templateId, version: 1 }, pete());
    expect(first.items).toEqual(ITEMS);
    expect((await submit(inspectionId)).templateVersion).toBe(1);
    const both = await ask(gateway, ListInspectionTemplates, { templateId }, pete());
    expect(both.items.map(({ version }) => version)).toEqual([2, 1]);
    const latest = await ask(gateway, ListInspectionTemplates, { search: code }, pete());
    expect(latest).toMatchObject({ items: [{ version: 2 }], totalCount: 1 });
    expect(await problem(aTemplate({ code }))).toMatchObject({ status: 409 });
    await ask(gateway, RetireInspectionTemplate, { templateId }, pete());
    expect(await problem(anInspection({ templateId }))).toMatchObject({
      status: 422,
      errors: [{ field: 'templateId' }],
    });
    const twins = [...items, { key: 'smell', text: 'Again', type: 'number', low: 2, high: 1 }];
    const odd = aTemplate({ items: twins as InspectionItem[] });
    expect(await problem(odd)).toMatchObject({ errors: [{ field: 'items.1.key' }] });
  });

  it('INS-01: a round makes one inspection per machine and occurrence, also after a week without it', async () => {
    const machines = [await aMachine(), await aMachine()];
    const { id: templateId } = await aTemplate();
    const round = await ask(
      gateway,
      AddInspectionRound,
      {
        name: 'Daily walk',
        templateId,
        equipmentIds: machines,
        rrule: 'FREQ=DAILY',
        startsAt: '2026-01-05T06:00',
        timeZone: 'Europe/Berlin',
        windowMinutes: 120,
        leadDays: 3,
        team: 'A shift',
      },
      pete(),
    );
    const roundId = round.id;
    const planned = async (status?: 'scheduled' | 'missed' | 'cancelled') =>
      ask(gateway, ListInspections, { roundId, pageSize: 100, ...(status && { status }) }, pete());
    await eventually('three days', async () => (await planned()).totalCount === 6);
    const [first] = (await planned()).items;
    expect(first).toMatchObject({ status: 'scheduled', team: 'A shift', name: 'Weekly look' });
    expect(first?.occurrenceKey).toMatch(/T06:00$/);

    // As if nothing had run for a week: the same days again, and those in between.
    const weekAgo = new Date(Date.now() - 7 * DAY_MS).toISOString().slice(0, 16);
    const forget = `UPDATE maintenance.inspection_round SET planned_to = $2, due_at = now()
      WHERE id = $1`;
    await plant.database.admin.query(forget, [roundId, weekAgo]);
    await eventually('the week', async () => (await planned('missed')).totalCount >= 12);
    await plant.database.admin.query(forget, [roundId, weekAgo]);
    await eventually('the planning', async () => {
      const { plannedTo } = await ask(gateway, GetInspectionRound, { roundId }, pete());
      return plannedTo === round.plannedTo || plannedTo > weekAgo;
    });
    const all = (await planned()).items.map((each) => `${each.equipmentId} ${each.occurrenceKey}`);
    expect(new Set(all).size).toBe(all.length);
    expect(all).toHaveLength(machines.length * 10);

    const paused = await ask(gateway, PauseInspectionRound, { roundId }, pete());
    expect(paused).toMatchObject({ state: 'paused', version: 2 });
    expect((await planned('scheduled')).totalCount).toBe(0);
    expect((await planned('cancelled')).totalCount).toBe(6);
    expect(await problem(ask(gateway, PauseInspectionRound, { roundId }, pete()))).toMatchObject({
      status: 409,
      allowed: ['change', 'resume', 'retire'],
    });
    await ask(gateway, ResumeInspectionRound, { roundId, expectedVersion: 2 }, pete());
    await eventually('it again', async () => (await planned('scheduled')).totalCount === 6);
    await ask(gateway, RetireInspectionRound, { roundId }, pete());
    expect((await planned('scheduled')).totalCount).toBe(0);
    const of = { equipmentId: machines[1] ?? '', state: 'retired' } as const;
    const found = await ask(gateway, ListInspectionRounds, of, pete());
    expect(found.items).toMatchObject([{ id: roundId }]);
  });

  it('REG-23 INS-01: inspections and rounds of equipment end with it, and those of others go on', async () => {
    const { id: templateId } = await aTemplate();
    const [gone, other] = [await aMachine(), await aMachine()];
    const round = (equipmentIds: string[]) => {
      const words = { name: 'Walk', templateId, equipmentIds, leadDays: 2, windowMinutes: 60 };
      const recurs = { rrule: 'FREQ=DAILY', startsAt: '2026-01-05T06:00', timeZone: 'UTC' };
      return ask(gateway, AddInspectionRound, { ...words, ...recurs }, pete());
    };
    const [alone, shared] = [await round([gone]), await round([gone, other])];
    const of = async (equipmentId: string, status?: 'scheduled' | 'cancelled') => {
      const asked = { equipmentId, pageSize: 100, ...(status && { status }) };
      return (await ask(gateway, ListInspections, asked, pete())).items;
    };
    await eventually('both rounds to be planned', async () => {
      return (await of(gone)).length === 4 && (await of(other)).length === 2;
    });
    const now = { templateId, equipmentId: gone };
    const [begun, due] = [await anInspection(now), await anInspection(now)];
    await ask(gateway, StartInspection, { inspectionId: begun.id }, olga());
    const facts = { code: 'P-GONE', name: 'Pump', class: 'pump', criticality: 'A' } as const;
    const removed = { equipmentId: gone, ...facts };
    const about = { tenantId: plant.tenantId };
    await publishEvent(assets, aCloudEvent(EquipmentRemoved, removed, about));

    const off = await eventually('what was planned to be called off', async () => {
      const found = await of(gone, 'cancelled');
      return found.length === 5 && found;
    });
    const reason = 'The equipment was taken off the register.';
    expect(off.map(({ cancelReason }) => cancelReason)).toEqual(Array(5).fill(reason));
    expect(off.map(({ id }) => id)).toContain(due.id);
    const told = await eventually('it to be told', () => {
      const all = heard.filter(({ type }) => type === 'maintenance.inspection.cancelled.v1');
      const mine = all.filter(({ data }) => 'equipmentId' in data && data.equipmentId === gone);
      return mine.length === 5 && mine;
    });
    expect(told[0]?.data).toMatchObject({ cancelledBy: 'maintenance', reason });
    expect((await submit(begun.id)).status).toBe('submitted');
    const found = (roundId: string) => ask(gateway, GetInspectionRound, { roundId }, pete());
    expect(await found(alone.id)).toMatchObject({ state: 'retired', version: 2 });
    const left = { state: 'active', version: 2, equipmentIds: [other] };
    expect(await found(shared.id)).toMatchObject(left);
    expect(await of(other, 'scheduled')).toHaveLength(2);
  });

  it('refuses rounds that cannot be walked, and says why', async () => {
    const { id: templateId } = await aTemplate();
    const equipmentIds = [await aMachine()];
    const fine = { rrule: 'FREQ=DAILY', startsAt: '2026-01-05T06:00', windowMinutes: 60 };
    const fieldsOf = async (rest: object): Promise<unknown> => {
      const fields = { name: 'Walk', templateId, equipmentIds, ...fine, ...rest };
      return problem(ask(gateway, AddInspectionRound, fields, pete()));
    };
    for (const [rest, field] of [
      [{ rrule: 'FREQ=NEVER' }, 'rrule'],
      [{ rrule: 'FREQ=SECONDLY' }, 'rrule'],
      [{ rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }, 'rrule'],
      [{ startsAt: '2026-02-30T06:00' }, 'startsAt'],
      [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
      [{ equipmentIds: [] }, 'equipmentIds'],
      [{ templateId: uuidv7() }, 'templateId'],
    ] as const) {
      expect(await fieldsOf(rest)).toMatchObject({ status: 422, errors: [{ field }] });
    }
  });

  it('INS-02: shows how an item went, and what inspections of a window came to', async () => {
    const { id: templateId } = await aTemplate();
    const equipmentId = await aMachine();
    const start = Date.now() - 10 * DAY_MS;
    for (let day = 0; day < 8; day += 1) {
      const { id } = await anInspection({ templateId, equipmentId });
      const measuredAt = new Date(start + day * DAY_MS).toISOString();
      await submit(id, answers(60 + 2 * day, { measuredAt }));
    }
    const { id: hot } = await anInspection({ templateId, equipmentId });
    await submit(hot, [
      { key: 'guard', outcome: 'fail', severity: 1 },
      { key: 'bearing_temperature', outcome: 'not_applicable' },
    ]);
    const asked = { equipmentId, templateId, item: 'bearing_temperature' };
    const trend = await ask(gateway, GetInspectionTrend, asked, pete());
    expect(trend).toMatchObject({ unit: '°C', low: null, warnHigh: 70, high: 80 });
    expect(trend.points.map(({ value }) => value)).toEqual([60, 62, 64, 66, 68, 70, 72, 74]);
    expect(trend.points.map(({ assessment }) => assessment).slice(-2)).toEqual([
      'warning',
      'warning',
    ]);
    expect(trend.slopePerDay).toBeCloseTo(2, 6);
    expect(trend.crossing).toMatchObject({ limit: 'high', threshold: 80 });
    const crossing = Date.parse(trend.crossing?.at ?? '');
    expect(Math.abs(crossing - (start + 10 * DAY_MS))).toBeLessThan(60_000);
    const last = await ask(gateway, GetInspectionTrend, { ...asked, last: 3 }, pete());
    expect(last.points.map(({ value }) => value)).toEqual([70, 72, 74]);
    expect(last.crossing).toBeNull();
    const word = ask(gateway, GetInspectionTrend, { ...asked, item: 'guard' }, pete());
    expect(await problem(word)).toMatchObject({ errors: [{ field: 'item' }] });

    const statistics = await ask(gateway, GetInspectionStatistics, { equipmentId }, pete());
    expect(statistics).toMatchObject({
      inspections: 9,
      byStatus: [{ word: 'submitted', count: 9 }],
      byBand: [
        { word: 'moderate', count: 1 },
        { word: 'none', count: 8 },
      ],
      failedBySeverity: [{ word: '1', count: 1 }],
      worstScore: 25,
      doneShare: 1,
      failingItems: [{ templateId, item: 'guard', failed: 1, answered: 9, worstSeverity: 1 }],
    });
    expect(statistics.meanScore).toBeCloseTo(25 / 9, 6);
    const failed = { equipmentId, failed: 'true', band: 'moderate' } as const;
    const found = await ask(gateway, ListInspections, failed, pete());
    expect(found.items).toMatchObject([{ id: hot }]);
  });
});
