import { ApiClient, eventually } from '@libs/testing';
import { MaintenanceModule } from '../../apps/maintenance/src/maintenance.module.js';
import { startRegistry, type RegistryPlant } from './registry-plant.js';

interface One {
  readonly data: { readonly id: string; readonly url?: string; readonly team?: string };
}
type Properties = Readonly<Record<string, string>>;

const DAY_MS = 86_400_000;

/** The events of a calendar by their UID, unfolded and read as RFC 5545 says. */
function eventsOf(text: string): Map<string, Properties> {
  expect(text).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\nPRODID:/);
  expect(text).toMatch(/\r\nEND:VCALENDAR\r\n$/);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  const lines = text.replace(/\r\n[ \t]/g, '').split('\r\n');
  const events = new Map<string, Properties>();
  let open: Record<string, string> = {};
  for (const line of lines) {
    const [, name = '', value = ''] = /^([A-Z-]+)[^:]*:(.*)$/.exec(line) ?? [];
    if (line === 'BEGIN:VEVENT') open = {};
    else if (line === 'END:VEVENT') events.set(open['UID'] ?? '', open);
    else open[name] = value;
  }
  return events;
}

const asUtc = (at: string): string => at.replace(/[-:]|\.\d+/g, '');

describe('the calendar of a team', () => {
  let registry: RegistryPlant;
  let anybody: ApiClient;
  let equipmentId: string;

  beforeAll(async () => {
    registry = await startRegistry();
    await registry.plant.startAgent('maintenance', MaintenanceModule);
    anybody = new ApiClient(registry.admin.url);
    equipmentId = (await made('/equipment', { code: 'P-1', name: 'Feed pump' })).id;
  });

  afterAll(() => registry.plant.stop());

  const made = (path: string, body: object): Promise<One['data']> =>
    eventually(`POST ${path}`, async () => {
      const answer = await registry.admin.post<One>(`/api/v1${path}`, { body });
      return answer.status === 201 && answer.body.data;
    });
  const take = async (path: string, body: object = {}): Promise<One['data']> => {
    const answer = await registry.admin.post<One>(`/api/v1${path}`, { body });
    expect(answer.status).toBe(200);
    return answer.body.data;
  };
  const pathOf = (url = ''): string => new URL(url).pathname;
  const read = async (path: string) => {
    const answer = await anybody.get<string>(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    return { etag: answer.headers.get('etag') ?? '', events: eventsOf(answer.body) };
  };
  const one = (events: Map<string, Properties>, uid: string): Properties => {
    const found = events.get(`${uid}@millwright`);
    if (!found) throw new Error(`no ${uid} among ${[...events.keys()].join(', ')}`);
    return found;
  };

  it('SCH-01 INS-01: shows due plans, scheduled work and inspections, and what became of them', async () => {
    const { id, url } = await made('/calendars', { team: 'Mechanics' });
    const feed = pathOf(url);
    const order = await made('/work-orders', {
      ...{ equipmentId, kind: 'improvement', priority: 'low' },
      title: 'Fit a guard, then; look',
      tasks: [{ text: 'Fit it', resultKind: 'pass_fail' }],
      description: 'One.\nTwo: ' + 'äöü '.repeat(40),
    });
    const window = (days: number) => ({
      plannedStartAt: new Date(Date.now() + days * DAY_MS).toISOString(),
      plannedEndAt: new Date(Date.now() + days * DAY_MS + 7_200_000).toISOString(),
    });
    const first = window(3);
    await take(`/work-orders/${order.id}/plan`);
    await take(`/work-orders/${order.id}/schedule`, { ...first, crew: 'Mechanics' });
    const definition = {
      ...{ title: 'Change the oil', maintenanceType: 'oil_change', equipmentIds: [equipmentId] },
      ...{ timeZone: 'Asia/Riyadh', team: 'Mechanics', leadTimeHours: 24, ordering: 'by_hand' },
      triggers: [{ kind: 'interval', every: 10, unit: 'days' }],
    };
    const plan = await made('/maintenance-plans', { definition });
    await take(`/maintenance-plans/${plan.id}/activate`);
    const item = { key: 'guard', text: 'The guard is in place', type: 'pass_fail' };
    const template = { code: 'DAILY', name: 'Daily look', items: [item] };
    const { id: templateId } = await made('/inspection-templates', template);
    const round = { name: 'Hall', templateId, equipmentIds: [equipmentId], team: 'Mechanics' };
    const when = { startsAt: '2026-01-05T06:00', timeZone: 'Asia/Riyadh', windowMinutes: 60 };
    await made('/inspection-rounds', { ...round, ...when, rrule: 'FREQ=DAILY', leadDays: 2 });

    const shown = await eventually('all kinds of work', async () => {
      const now = await read(feed);
      const kinds = [...now.events.keys()].join();
      return /work-order.*occurrence|occurrence.*work-order/.test(kinds) &&
        kinds.includes('inspection-')
        ? now
        : false;
    });
    const work = one(shown.events, `work-order-${order.id}`);
    expect(work).toMatchObject({
      SEQUENCE: '0',
      STATUS: 'CONFIRMED',
      DTSTART: asUtc(first.plannedStartAt),
      DTEND: asUtc(first.plannedEndAt),
      LOCATION: 'P-1',
    });
    expect(work['SUMMARY']).toMatch(/^WO-\d+ Fit a guard\\, then\\; look$/);
    expect(work['DESCRIPTION']).toContain('One.\\nTwo: äöü');
    expect(work['LAST-MODIFIED']).toMatch(/^\d{8}T\d{6}Z$/);
    const oil = [...shown.events.values()].find(({ SUMMARY }) => SUMMARY === 'Change the oil');
    expect(oil).toMatchObject({ STATUS: 'TENTATIVE', SEQUENCE: '0' });

    const again = await anybody.get(feed, { headers: { 'if-none-match': shown.etag } });
    expect(again.status).toBe(304);

    const moved = window(5);
    await take(`/work-orders/${order.id}/schedule`, moved);
    expect(one((await read(feed)).events, `work-order-${order.id}`)).toMatchObject({
      ...{ SEQUENCE: '1', STATUS: 'CONFIRMED', DTSTART: asUtc(moved.plannedStartAt) },
    });

    await take(`/work-orders/${order.id}/cancel`, { reason: 'Not needed.' });
    await take(`/maintenance-plans/${plan.id}/retire`);
    const later = await eventually('the calls off', async () => {
      const now = await read(feed);
      const found = now.events.get(oil?.['UID'] ?? '');
      return found?.['STATUS'] === 'CANCELLED' && now;
    });
    expect(later.etag).not.toBe(shown.etag);
    expect(one(later.events, `work-order-${order.id}`)).toMatchObject({
      ...{ SEQUENCE: '2', STATUS: 'CANCELLED', DTSTART: asUtc(moved.plannedStartAt) },
    });
    expect((await registry.admin.get(`/api/v1/calendars`)).body).toMatchObject({
      data: [{ id, team: 'Mechanics', rotatedAt: null }],
    });
  });

  it('shows a team only what is its own', async () => {
    const { url } = await made('/calendars', { team: 'Electricians' });
    expect((await read(pathOf(url))).events.size).toBe(0);
  });

  it('SEC-05: is read by whoever has its address, until that is changed or taken away', async () => {
    const { id, url } = await made('/calendars', { team: 'Mechanics' });
    const old = pathOf(url);
    expect(old).toMatch(/^\/api\/v1\/calendars\/feed\/[\w-]{22}\.[\w-]{43}\.ics$/);
    const { url: next } = await take(`/calendars/${id}/rotate`);
    expect((await anybody.get(old)).status).toBe(404);
    expect((await read(pathOf(next))).etag).not.toBe('');
    for (const wrong of ['x', `${old}x`, old.replace('feed/', 'feed/A')]) {
      const path = wrong.startsWith('/') ? wrong : `/api/v1/calendars/feed/${wrong}`;
      expect((await anybody.get(path)).status).toBe(404);
    }
    expect((await anybody.get('/api/v1/calendars')).status).toBe(401);
    expect((await registry.admin.send('DELETE', `/api/v1/calendars/${id}`, {})).status).toBe(204);
    expect((await anybody.get(pathOf(next))).status).toBe(404);
    const hashes = await registry.plant.database.admin.query<object[]>(
      `SELECT 1 FROM maintenance.team_calendar WHERE encode(secret_hash, 'escape') LIKE $1`,
      [`%${old.split('.')[1] ?? 'none'}%`],
    );
    expect(hashes).toEqual([]);
  });
});
