import { v7 as uuidv7 } from 'uuid';
import type { Walker } from '../walker.js';

/** Writes what is inspected, plans rounds of it, and inspects. */
export async function writeInspections(walker: Walker): Promise<void> {
  const equipmentId = walker.idOf('/equipment');
  const limits = { unit: '°C', warnHigh: 70, high: 80 };
  const items = [
    { key: 'guard', text: 'The guard is in place', texts: { ar: 'الواقي' }, type: 'pass_fail' },
    { key: 'temperature', text: 'Temperature', type: 'number', ...limits },
  ];
  const template = { name: 'Daily look', names: { ar: 'فحص' }, items, review: 'anybody' };
  const templates = '/inspection-templates';
  await walker.post(templates, { code: 'DAILY', ...template });
  await walker.take(templates, 'retire');
  await walker.post(templates, { code: 'SHIFT', ...template });
  await walker.put(`${templates}/{id}`, { ...template, name: 'Look of the shift' });
  walker.know(`${templates}/{id}/versions`, '1');
  const templateId = walker.idOf(templates);

  const round = {
    ...{ name: 'Walk', templateId, equipmentIds: [equipmentId], rrule: 'FREQ=DAILY', leadDays: 1 },
    ...{ startsAt: '2026-01-05T06:00', timeZone: 'Asia/Aden', windowMinutes: 60 },
  };
  await walker.post('/inspection-rounds', round);
  await walker.put('/inspection-rounds/{id}', { ...round, windowMinutes: 90 });
  await walker.take('/inspection-rounds', 'pause', 'resume', 'retire');

  await walker.post('/inspections', { templateId, equipmentId });
  await walker.take('/inspections', ['cancel', { reason: 'It is away' }]);
  await walker.post('/inspections', { templateId, equipmentId });
  const found = [
    { key: 'guard', outcome: 'pass' },
    { key: 'temperature', value: 75, comment: 'warm' },
  ];
  await walker.take(
    '/inspections',
    'start',
    ['submit', { submissionId: uuidv7(), items: found }],
    ['review', { comment: 'seen' }],
    'close',
  );
}
