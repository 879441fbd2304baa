import { parseGatewayMessage, type GatewayMessage } from './gateway-message.js';

const NOW = Date.parse('2026-11-21T08:00:00Z');

const parse = (body: unknown): GatewayMessage => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const parsed = parseGatewayMessage(Buffer.from(text), NOW);
  if (parsed.kind === 'unreadable') throw new Error(parsed.reason);
  return parsed.message;
};
const one = { sensor: 'a', at: NOW, value: 1 };
const read = { index: 0, sensor: 'a', measuredAt: NOW, value: 1, quality: 'good' };

describe('reading a gateway message', () => {
  it.each<[string, unknown]>([
    ['an object with readings', { readings: [one] }],
    ['a bare list', [one]],
    ['one reading', one],
    ['a series of points', { series: [{ sensor: 'a', points: [[NOW, 1]] }] }],
    ['an instant as text', [{ ...one, at: '2026-11-21T09:00:00+01:00' }]],
    ['no instant: the time of receipt', [{ sensor: 'a', value: 1 }]],
  ])('takes %s', (_, body) => {
    expect(parse(body).readings).toEqual([read]);
  });

  it('takes boot, sequence and correlation where they are well formed', () => {
    const correlationId = '01940000-0000-7000-8000-000000000001';
    expect(parse({ boot: 'b', seq: 7, correlationId, readings: [] })).toMatchObject({
      boot: 'b',
      seq: 7,
      correlationId,
    });
    const odd = parse({ boot: 5, seq: -1, correlationId: 'x', readings: [] });
    expect([odd.boot, odd.seq, odd.correlationId]).toEqual([undefined, undefined, undefined]);
  });

  it('refuses only the reading that holds a bare NaN, and leaves text alone', () => {
    const message = parse(
      '{"readings":[{"sensor":"NaN","at":0,"value":NaN},{"sensor":"b","at":0,"value":2}]}',
    );
    expect(message.readings.map((each) => each.sensor)).toEqual(['b']);
    expect(message.refused).toEqual([
      { index: 0, sensor: 'NaN', reason: 'value must be a finite number.' },
    ]);
  });

  it.each<[string, object, RegExp]>([
    ['text for a number', { ...one, value: '1' }, /finite/],
    ['an instant that is none', { ...one, at: 'yesterday' }, /ISO 8601/],
    ['an instant without zone', { ...one, at: '2026-11-21T09:00:00' }, /zone/],
    ['an unknown quality', { ...one, quality: 'fine' }, /quality/],
    ['a unit that is no text', { ...one, unit: 5 }, /unit/],
    ['no sensor', { at: NOW, value: 1 }, /sensor/],
  ])('refuses %s', (_, reading, reason) => {
    const { refused, readings } = parse([reading]);
    expect(readings).toEqual([]);
    expect(refused[0]?.reason).toMatch(reason);
  });

  it.each<[string, string]>([
    ['no JSON', '{"readings": ['],
    ['nothing', ''],
    ['a number', '5'],
    ['none of the shapes', '{"values": []}'],
    ['more readings than a message may hold', JSON.stringify(Array(10_001).fill(one))],
  ])('cannot read %s', (_, text) => {
    expect(parseGatewayMessage(Buffer.from(text), NOW).kind).toBe('unreadable');
  });
});
