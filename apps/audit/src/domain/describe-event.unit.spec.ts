import type { CloudEvent } from '@libs/contracts';
import { describeEvent, mergeStates } from './describe-event.js';

const ORDER = '019aa4c2-2f3e-7c54-9d6f-3f1d5f6a7b80';
const PUMP = '019aa4c2-9766-75d1-91e8-6d332eb64526';

function anEvent(type: string, data: object, more: Partial<CloudEvent> = {}): CloudEvent {
  return {
    specversion: '1.0',
    id: '019AA4C2-0923-7D3A-917B-AD55068DAEB9',
    source: '/agents/maintenance',
    type,
    time: '2026-11-21T09:00:00.5+01:00',
    datacontenttype: 'application/json',
    tenantid: '00000000-0000-7000-8000-000000000001',
    correlationid: '019aa4c2-577b-7f0c-94f4-ee4f887ec975',
    actor: 'user:tess',
    data,
    ...more,
  };
}

describe('an event as the trail tells it', () => {
  it('says who did what, when, to what', () => {
    const data = { workOrderId: ORDER, equipmentId: PUMP, assignee: 'Tess' };
    const event = anEvent('maintenance.work_order.started.v1', data, {
      subject: `equipment/${PUMP}`,
      causationid: 'what led to it',
    });
    expect(describeEvent(event)).toEqual({
      eventId: '019aa4c2-0923-7d3a-917b-ad55068daeb9',
      at: '2026-11-21T08:00:00.500000Z',
      actor: 'user:tess',
      action: 'maintenance.work_order.started.v1',
      agent: 'maintenance',
      entityKind: 'work_order',
      entityId: ORDER,
      equipmentId: PUMP,
      correlationId: '019aa4c2-577b-7f0c-94f4-ee4f887ec975',
      causationId: 'what led to it',
      says: data,
    });
  });

  it.each<[string, CloudEvent, [string, string | null]]>([
    [
      'the thing that its type names',
      anEvent('gateway.api_key.issued.v1', { userId: PUMP, apiKeyId: ORDER }),
      ['api_key', ORDER],
    ],
    [
      'its subject where the data does not name that thing',
      anEvent('x.shift.begun.v1', { sensorId: ORDER }, { subject: 'line/7/north' }),
      ['line', '7/north'],
    ],
    [
      'the first id in its data where there is no subject',
      anEvent('acquisition.reading.rejected.v1', { gateway: 'g', quarantineId: ORDER }),
      ['quarantine', ORDER],
    ],
    [
      'no one thing where nothing is named',
      anEvent('gateway.tenant.added.v1', { code: 'default' }),
      ['tenant', null],
    ],
  ])('happened to %s', (_, event, thing) => {
    const { entityKind, entityId } = describeEvent(event);
    expect([entityKind, entityId]).toEqual(thing);
  });

  it('replaces half a character, which no text column would give back', () => {
    const { actor } = describeEvent(anEvent('a.b.c.v1', {}, { actor: 'user:\ud800' }));
    expect(actor).toBe('user:\ufffd');
  });

  it.each(['+012345-01-01T00:00:00Z', '0000-01-01T00:00:00Z', '-000001-01-01T00:00:00Z'])(
    'cannot be told when it happened beyond the calendar: %s',
    (time) => {
      expect(() => describeEvent(anEvent('a.b.c.v1', {}, { time }))).toThrow(RangeError);
    },
  );
});

describe('what is known of a thing', () => {
  it('is what was known before, with what the event tells anew', () => {
    const known = { number: 'WO-1', priority: 'low', parts: { seal: 1 } };
    const says = { priority: 'high', parts: { bearing: 2 } };
    expect(mergeStates(known, says)).toEqual({
      number: 'WO-1',
      priority: 'high',
      parts: { bearing: 2 },
    });
    expect(mergeStates(null, says)).toEqual(says);
  });

  it('may be called as every object is built', () => {
    const says = JSON.parse('{"__proto__": {"polluted": true}}') as object;
    expect(Object.entries(mergeStates(null, says))).toEqual([['__proto__', { polluted: true }]]);
  });
});
