import type { KpiDefinitionView, KpisView, TimelineView } from '@libs/contracts';
import { eventually, TestPlant, type ApiClient } from '@libs/testing';
import { schemas } from '@migrations';
import { startEveryAgent } from './every-agent.js';

interface Answer<T> {
  readonly data: T;
}

describe('key figures over REST', () => {
  let plant: TestPlant;
  let admin: ApiClient;
  let equipmentId: string;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    admin = await startEveryAgent(plant);
    const body = { code: 'P-101', name: 'Feed water pump', class: 'pump', criticality: 'A' };
    const { data } = (await admin.post<Answer<{ id: string }>>('/api/v1/equipment', { body })).body;
    equipmentId = data.id;
  }, 120_000);

  afterAll(() => plant.stop());

  it('ANA-05 API-05: follow from what operators enter, corrections included', async () => {
    const states = `/api/v1/equipment/${equipmentId}/states`;
    const day = { from: '2026-03-29T00:00:00+01:00', to: '2026-03-30T00:00:00+02:00' };
    const rates = { from: day.from, labourPerHour: '60', downtimePerHour: '99.99' };
    const down = { from: day.from, to: '2026-03-29T04:00:00+02:00', state: 'unscheduled_down' };
    const made = { from: day.from, to: day.to, produced: 10, good: 9 };
    for (const [method, path, body, status] of [
      ['POST', states, { ...day, state: 'productive', reason: 'Ran all day' }, 201],
      ['POST', states, { ...down, reason: 'Seal leaks' }, 201],
      ['POST', `/api/v1/equipment/${equipmentId}/production`, made, 201],
      ['PUT', `/api/v1/equipment/${equipmentId}/cost-rates`, rates, 200],
    ] as const) {
      expect((await admin.send(method, path, { body })).status).toBe(status);
    }

    const asked = `equipment_id=${equipmentId}&period=day&timeZone=Europe/Berlin`;
    const query = `${asked}&from=2026-03-29T12:00:00Z&to=2026-03-29T13:00:00Z`;
    const kpis = 'kpis=mtbf_all_stops,availability,downtime_cost';
    const { body } = await admin.get<Answer<KpisView>>(`/api/v1/analytics/kpis?${query}&${kpis}`);
    // The day has 23 h; from 00:00 to 04:00 by the wall clock it stood 3 h; 3 x 99.99
    expect(body.data.answers.map(({ kpi, value }) => [kpi, value])).toEqual([
      ['mtbf_all_stops', '20.000000'],
      ['availability', '0.869565'],
      ['downtime_cost', '299.97'],
    ]);
    expect(body.data.answers[0]?.window.name).toBe('2026-03-29');
  });

  it('come with their definitions, and with the timeline behind them', async () => {
    const definitions = '/api/v1/analytics/definitions';
    const told = (await admin.get<Answer<KpiDefinitionView[]>>(definitions)).body.data;
    expect(told.find(({ id }) => id === 'mtbf')).toMatchObject({ version: 2, unit: 'h' });
    const former = (
      await admin.get<Answer<KpiDefinitionView[]>>(`${definitions}?kpi=mtbf&versions=all`)
    ).body.data;
    expect(former.map(({ version }) => version)).toEqual([2, 1]);
    const path = `/api/v1/analytics/timeline?equipmentId=${equipmentId}`;
    const timeline = await eventually('its registration', async () => {
      const { body } = await admin.get<Answer<TimelineView>>(path);
      return body.data.spans.some(({ source }) => source === 'assumed') && body.data;
    });
    timeline.spans.forEach(({ from }, index) => {
      if (index > 0) expect(from).toBe(timeline.spans[index - 1]?.to);
    });
  });
});
