import { eventually } from '@libs/testing';
import type { Walker } from '../walker.js';

export async function writeWork(walker: Walker): Promise<void> {
  const topics = ['alarm_raised', 'work_order_created'];
  const contact = () => ({ name: walker.another('Tess'), channel: 'in_app', topics });
  await walker.renew('/contacts', 'id', contact);
  const equipmentId = walker.idOf('/equipment');
  const order = { equipmentId, kind: 'improvement', priority: 'low', title: 'Fit a guard' };
  await eventually('maintenance to know the equipment', async () => {
    const { status } = await walker.client.post('/api/v1/work-orders', { body: order });
    return status === 201;
  });
  await walker.put('/analytics/downtime-reasons', {
    reasons: [{ code: 'MECH', name: 'Mechanics' }],
  });
  await walker.post('/work-orders', order);
  await walker.post('/work-orders/{id}/cancel', { reason: 'Not needed' });
  await walker.post('/work-orders', order);
  await walker.take('/work-orders', 'claim');
  await walker.put('/work-orders/{id}/skills', { skills: ['electrician'] });
  await walker.take('/work-orders', ['break-glass', { reason: 'It burns' }]);
  await walker.put('/work-policy', {
    ...{ autonomy: 'act', approvalAbove: '100', approverLimit: null, reopenDays: 7 },
    ...{ verifiedByOther: false, signed: false, currency: 'EUR' },
  });
  const reason = 'As it is';
  const costly = { ...order, draft: true, estimatedCost: '500' };
  await walker.post('/work-orders', costly);
  await walker.take('/work-orders', 'submit', ['reject', { reason }]);
  await walker.post('/work-orders', costly);
  await walker.take('/work-orders', 'submit', 'approve', 'claim', 'release');
  const play = { text: 'Measure the play', resultKind: 'number', unit: 'mm', low: 0.1, high: 0.3 };
  await walker.post('/work-orders/{id}/tasks', play);
  await walker.take('/work-orders', 'plan');
  const me = (await walker.call('GET', '/api/v1/auth/me')).data;
  const window = { plannedStartAt: '2030-01-07T06:00:00Z', plannedEndAt: '2030-01-07T14:00:00Z' };
  await walker.take(
    '/work-orders',
    ['schedule', window],
    ['assign', { actor: `user:${me?.id ?? ''}`, name: 'admin' }],
    'start',
    ['hold', { reason: 'parts' }],
    'resume',
    ['sign', { meaning: 'performed' }],
    ['complete', { remedy: 'Fitted' }],
    ['reject-work', { reason }],
    ['complete', { remedy: 'Fitted well' }],
    'verify',
    ['reopen', { reason }],
    ['complete', { remedy: 'Fitted best' }],
    'close',
  );
  walker.know('/notifications', (await walker.firstOf('/notifications')).id);
  await walker.post('/notifications/{id}/read');
}
