import type { Walker } from '../walker.js';

const AT = '2026-03-01T00:00:00.000Z';

/** Registers one more piece of equipment. */
export async function newEquipment(walker: Walker): Promise<{ id: string; code: string }> {
  const code = walker.another('E');
  const body = { code, name: 'Tractor', class: 'tractor', criticality: 'D' };
  return { id: (await walker.post('/equipment', body)).data?.id ?? '', code };
}

export async function writeRegistry(walker: Walker): Promise<void> {
  await walker.renew('/locations', 'id', () => ({ kind: 'site', name: walker.another('Site') }));
  await walker.patch('/locations/{id}', { name: 'North' });
  await newEquipment(walker);
  await walker.remove('/equipment/{id}');
  const { code } = await newEquipment(walker);
  const locationId = walker.idOf('/locations');
  await walker.patch('/equipment/{id}', { description: 'Red', locationId });
  const whole = { code, name: 'Tractor', class: 'tractor' };
  await walker.put('/equipment/{id}', { ...whole, locationId });
  await walker.post('/equipment/{id}/status', { status: 'Running' });
  await walker.post('/equipment/{id}/location', { position: { latitude: 1, longitude: 2 } });
  const tag = await walker.post('/equipment/{id}/tag');
  walker.know('/equipment/qr', String(tag.data?.['token']));
  const assigned = () => ({ assignee: walker.another('tina'), role: 'owner' });
  await walker.renew('/equipment/{id}/assignments', 'assignmentId', assigned);
  const paper = () => ({ kind: 'manual', title: 'Manual', address: 'https://plant.example/m' });
  await walker.renew('/equipment/{id}/documents', 'documentId', paper);
  const hour = { from: AT, to: '2026-03-01T01:00:00.000Z' };
  await walker.post('/equipment/{id}/states', { ...hour, state: 'productive', reason: 'Shift' });
  await walker.post('/equipment/{id}/production', { ...hour, produced: 10, good: 9 });
  const rates = { from: AT, labourPerHour: '60', downtimePerHour: '900' };
  await walker.put('/equipment/{id}/cost-rates', rates);
  const machine = {
    machine_name: walker.another('CNC'),
    machine_type: 'Milling',
    operational_status: 'Running',
    efficiency: 87.5,
    last_maintenance: '2024-01-12T08:00:00',
  };
  await walker.call('POST', '/equipment', { name: walker.another('Bare'), class: 'press' });
  await walker.call('GET', '/equipment/{id}');
  await walker.call('POST', '/machines', machine);
  await walker.call('PUT', '/machines/{id}', machine);
  await walker.call('GET', '/machines/{id}');
  await walker.call('DELETE', '/machines/{id}');
  await walker.call('POST', '/machines', machine);
}
