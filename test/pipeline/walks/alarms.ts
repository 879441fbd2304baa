import { AnomalyDetected, AnomalyExpired } from '@libs/contracts';
import { aCloudEvent, anAnomaly, anExpiry, publishEvent, type TestPlant } from '@libs/testing';
import type { NatsConnection } from '@nats-io/transport-node';
import { v7 as uuidv7 } from 'uuid';
import { TENANT } from '../start-gateway.js';
import type { Listed, Walker } from '../walker.js';
import { newEquipment } from './registry.js';

const AT = '2026-03-01T00:00:00.000Z';

export async function writeAlarms(
  walker: Walker,
  detection: NatsConnection,
  plant: TestPlant,
): Promise<void> {
  await walker.put('/alarms/policy', {
    ...{ operators: 2, shelveLow: 60, shelveMedium: 60, shelveHigh: 60 },
    ...{ shelveCritical: 60, reopenDays: 7 },
  });
  const [calm, odd] = [(await newEquipment(walker)).id, (await newEquipment(walker)).id];
  const tell = async (contract: typeof AnomalyDetected | typeof AnomalyExpired, data: object) => {
    const event = aCloudEvent<object>(contract, data, { tenantId: TENANT });
    await publishEvent(detection, event);
  };
  const group = { allOf: [{ name: 'odd', kind: 'anomaly', value: 0.5 }] };
  const definition = {
    ...{ anyOf: [group], severity: 'low', message: 'Odd.', latching: true },
    equipmentIds: [odd],
  };
  await walker.post('/alarm-rules', { code: 'ODD', name: 'Odd', definition });
  walker.know('/alarm-rules/{id}/versions', '1');
  await walker.post('/alarm-rules/{id}/versions/{version}/shadow');
  await walker.post('/alarm-rules/{id}/versions/{version}/activate', { comment: 'checked' });
  const alarmOf = async (equipmentId: string, isRight?: (item: Listed) => boolean) => {
    const alarm = await walker.firstOf(`/alarms?equipmentId=${equipmentId}`, isRight);
    walker.know('/alarms', alarm.id);
    walker.know('/cases', alarm.caseId);
    return alarm;
  };
  const reason = 'checked';
  const mild = { severity: 'alert' as const };
  await tell(AnomalyDetected, anAnomaly(odd, mild));
  const byRule = ({ rule }: Listed): boolean => rule === 'rule:ODD';
  const latched = await alarmOf(odd, byRule);
  await tell(AnomalyDetected, anAnomaly(calm, mild));
  await alarmOf(calm);
  await walker.post('/alarms/{id}/shelve', { minutes: 30, reason });
  await walker.post('/alarms/{id}/unshelve');
  await walker.post('/alarms/{id}/suppress', { reason });
  await walker.post('/alarms/{id}/unsuppress');
  await walker.post('/alarms/{id}/take-out-of-service', { reason });
  await walker.post('/alarms/{id}/return-to-service');
  await walker.post('/alarms/{id}/comments', { comment: reason });
  await walker.post('/alarms/{id}/acknowledge', { comment: reason });
  await walker.post('/alarms/{id}/feedback', { right: false, reason: 'nothing_found' });
  await tell(AnomalyExpired, anExpiry(calm, AT));
  await walker.firstOf(`/alarms?equipmentId=${calm}&state=cleared`);
  await walker.firstOf(`/cases?equipmentId=${calm}&status=resolved`);
  await walker.post('/cases/{id}/reopen', { reason });
  await walker.post('/cases/{id}/resolve', { reason });
  await walker.post('/cases/{id}/reopen', { reason });
  await walker.post('/cases/{id}/false-positive', { reason });
  await walker.post('/cases/{id}/reopen', { reason });
  await walker.post('/cases/{id}/duplicate', { reason, duplicateOf: latched.caseId });
  await alarmOf(odd, byRule);
  await tell(AnomalyExpired, anExpiry(odd, AT));
  await walker.post('/alarms/acknowledge', { alarmIds: [latched.id], comment: reason });
  await walker.firstOf(
    `/alarms?equipmentId=${odd}`,
    (each) => byRule(each) && each.active === false,
  );
  await walker.post('/alarms/{id}/reset');
  await walker.post('/alarm-rules/{id}/versions/{version}/retire');
  await walker.post('/alarm-rules/{id}/versions/{version}/roll-back', { reason });
  await walker.post('/alarm-rules/{id}/versions/{version}/retire');
  await walker.put('/alarm-rules/{id}', { name: 'Odd', definition });
  await decideProposals(walker, plant);
}

/** The figures that lead to a proposal take days to come. */
async function decideProposals(walker: Walker, plant: TestPlant): Promise<void> {
  const figures = {
    ...{ rule: 'anomaly:vibration', ruleId: null, from: AT, to: '2026-03-31T00:00:00.000Z' },
    ...{ alarms: 60, alarmsPerDay: 2, share: 0.4, right: 0, wrong: 0, unanswered: 60 },
    ...{ precision: null, chattering: 0, stale: 0 },
  };
  for (const [step, body] of [
    ['dismiss', { reason: 'checked' }],
    ['accept', { comment: 'checked' }],
  ] as const) {
    const id = uuidv7();
    await plant.database.admin.query(
      `INSERT INTO alarms.rule_proposal
         (tenant_id, id, rule, kind, cause, reason, figures, proposed_at)
       VALUES ($1, $2, 'anomaly:vibration', 'revise', 'load', 'It made 60 alarms.', $3, now())`,
      [TENANT, id, figures],
    );
    walker.know('/alarm-rules/proposals', id);
    await walker.post(`/alarm-rules/proposals/{id}/${step}`, body);
  }
}
