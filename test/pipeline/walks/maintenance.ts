import type { Walker } from '../walker.js';

/** Keeps parts, prepares and books work, and reports faults. */
export async function writeMaintenance(walker: Walker): Promise<void> {
  const me = (await walker.call('GET', '/api/v1/auth/me')).data;
  const actor = `user:${me?.id ?? ''}`;
  const skill = 'mechanic';
  await walker.renew('/qualifications', 'id', () => ({ actor, name: 'admin', skill }));
  const part = { number: walker.another('6310'), name: 'Bearing', unit: 'piece', unitCost: '12.5' };
  await walker.post('/parts', part);
  await walker.post('/parts/{id}/receive', { quantity: '10', unitCost: '13' });
  await writeBookedWork(walker, skill);
  await walker.put('/equipment/{id}/safety-plan', {
    points: [{ point: 'Breaker Q12', method: 'Switch off and lock' }],
  });
  await walker.post('/equipment/{id}/maintenance', {
    ...{ maintenanceType: 'oil_change', description: 'Changed the oil', cost: '80' },
    replacedParts: [{ name: 'Filter', quantity: '1' }],
  });
  await writeRequests(walker);
}

async function writeBookedWork(walker: Walker, skill: string): Promise<void> {
  const equipmentId = walker.idOf('/equipment');
  const order = { equipmentId, kind: 'improvement', priority: 'low', title: 'Fit a mirror' };
  await walker.post('/work-orders', order);
  await walker.put('/work-orders/{id}/skills', { skills: [skill] });
  const isolation = { text: 'Lock the breaker', phase: 'isolation', resultKind: 'pass_fail' };
  const play = { text: 'Measure the play', resultKind: 'number', unit: 'mm', low: 0.1, high: 0.3 };
  await walker.renew('/work-orders/{id}/tasks', 'taskId', () => play);
  await walker.post('/work-orders/{id}/tasks', isolation);
  await walker.take('/work-orders', 'claim');
  await walker.post('/work-orders/{id}/tasks/{taskId}/result', { outcome: 'pass' });
  const some = { partId: walker.idOf('/parts'), quantity: '2' };
  const one = { ...some, quantity: '1' };
  await walker.take(
    '/work-orders',
    ['labour', { minutes: 90, ratePerHour: '60' }],
    ['services', { text: 'Crane', amount: '250' }],
    ['parts/need', some],
    ['parts/reserve', some],
    ['parts/unreserve', one],
    ['parts/issue', some],
    ['parts/return', one],
    ['comments', { text: 'It fits.' }],
  );
  await writeRelations(walker, order);
}

async function writeRelations(walker: Walker, order: object): Promise<void> {
  const workOrderId = walker.idOf('/work-orders');
  await walker.post('/work-orders', order);
  const otherId = walker.idOf('/work-orders');
  walker.know('/work-orders', workOrderId);
  const related = '/work-orders/{id}/relations';
  walker.know(related, 'blocks');
  walker.know(`${related}/{kind}`, otherId);
  await walker.post(related, { kind: 'blocks', otherId });
  await walker.remove(`${related}/{kind}/{otherId}`);
  await walker.post(related, { kind: 'parent_of', otherId });
}

async function writeRequests(walker: Walker): Promise<void> {
  const fault = { title: 'It drips', severity: 'low' };
  const report = { ...fault, equipmentId: walker.idOf('/equipment') };
  const tagged = await walker.post('/equipment/qr/{token}/work-requests', fault);
  for (const step of [
    ['reject', { reason: 'It is meant to' }],
    ['duplicate', { duplicateOf: tagged.data?.id }],
    ['cancel', {}],
  ] as const) {
    await walker.post('/work-requests', report);
    await walker.take('/work-requests', [...step]);
  }
  await walker.post('/work-requests', report);
  await walker.take('/work-requests', 'approve', ['convert', { kind: 'corrective_deferred' }]);
}
