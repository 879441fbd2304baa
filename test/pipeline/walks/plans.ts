import type { Walker } from '../walker.js';
import { newEquipment } from './registry.js';

const DAY_MS = 24 * 3_600_000;

/** Plans maintenance: what is due is left out, ordered, and left as it is for a tractor each. */
export async function writePlans(walker: Walker): Promise<void> {
  const tractor = walker.idOf('/equipment');
  const others = [await newEquipment(walker), await newEquipment(walker)];
  walker.know('/equipment', tractor);
  const since = new Date(Date.now() - 40 * DAY_MS).toISOString();
  const definition = {
    ...{ title: 'Oil change', descriptions: { ar: 'تغيير الزيت' }, maintenanceType: 'oil_change' },
    equipmentIds: [tractor, ...others.map(({ id }) => id)],
    ...{ timeZone: 'Asia/Aden', ordering: 'by_hand', team: 'Workshop' },
    triggers: [{ kind: 'interval', every: 30, unit: 'days', since }],
    tasks: [{ text: 'Measure the oil pressure', resultKind: 'number', unit: 'bar', low: 2 }],
  };
  await walker.post('/maintenance-plans/preview', { definition });
  const path = '/maintenance-plans';
  await walker.post(path, { definition });
  await walker.put(`${path}/{id}`, { definition: { ...definition, title: 'Change the oil' } });
  await walker.take(path, 'activate', 'pause', 'resume', 'retire');
  walker.know(`${path}/{id}/versions`, '1');
  await walker.post(path, { definition });
  await walker.take(path, 'activate');
  const [left, ordered] = await Promise.all(
    others.map(({ id }) => walker.firstOf(`/plan-occurrences?equipmentId=${id}&status=overdue`)),
  );
  walker.know('/plan-occurrences', left?.id ?? '');
  await walker.take('/plan-occurrences', ['skip', { reason: 'It was hardly used' }]);
  walker.know('/plan-occurrences', ordered?.id ?? '');
  await walker.take('/plan-occurrences', 'order');
  await walker.firstOf(`/opportunities?equipmentId=${tractor}`);
  await writeCalendars(walker);
}

/** Opens calendars of a team, of which the last stays readable. */
async function writeCalendars(walker: Walker): Promise<void> {
  const calendar = () => ({ team: 'Mechanics' });
  await walker.renew('/calendars', 'id', calendar);
  const { data } = await walker.post('/calendars/{id}/rotate');
  const url = data?.['url'];
  walker.know('/calendars/feed', String(url).split('/').at(-1) ?? '');
}
