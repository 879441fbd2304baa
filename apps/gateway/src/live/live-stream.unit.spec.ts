import type { CloudEvent } from '@libs/contracts';
import { LiveStream, type Sink } from './live-stream.js';

class Client implements Sink {
  text = '';
  state: 'open' | 'ended' | 'destroyed' = 'open';
  reads = true;

  get writableLength(): number {
    return this.reads ? 0 : this.text.length;
  }

  get types(): string[] {
    return [...this.text.matchAll(/^event: (\S+)$/gm)].map(([, type]) => type ?? '');
  }

  write(text: string): void {
    this.text += text;
  }

  end(): void {
    this.state = 'ended';
  }

  destroy(): void {
    this.state = 'destroyed';
  }
}

const anEvent = (id: string, type = 'alarms.alarm.raised.v1', data: object = {}): CloudEvent => ({
  ...{ specversion: '1.0', source: '/agents/alarms', time: '2026-01-01T00:00:00.000Z' },
  ...{ datacontenttype: 'application/json', tenantid: 't', correlationid: 'c', actor: 'a' },
  ...{ id, type, data },
});

describe('a live stream', () => {
  const inAnHour = (): Date => new Date(Date.now() + 3_600_000);
  let client: Client;
  let stream: LiveStream | undefined;

  const open = (types: string[] = [], endsAt = inAnHour()): LiveStream => {
    client = new Client();
    stream = new LiveStream(client, types, endsAt);
    return stream;
  };

  afterEach(() => stream?.stop());

  it('sends an event that was resent and heard at the same time once, older ones first', () => {
    const live = open();
    live.offer(anEvent('2', 'b'));
    live.offer(anEvent('3', 'c'));
    live.resend([anEvent('1', 'a'), anEvent('2', 'b')]);
    live.follow();
    live.offer(anEvent('4', 'd'));
    expect(client.types).toEqual(['a', 'b', 'c', 'd']);
  });

  it('sends only types that begin as asked for', () => {
    const live = open(['alarms.', 'maintenance.work_order']);
    live.follow();
    live.offer(anEvent('1', 'assets.sensor.registered.v1'));
    live.offer(anEvent('2', 'maintenance.work_order.created.v1'));
    expect(client.types).toEqual(['maintenance.work_order.created.v1']);
  });

  it('drops a client that does not read', () => {
    const live = open();
    live.follow();
    client.reads = false;
    live.offer(anEvent('1', 'a', { text: 'x'.repeat(1024 * 1024) }));
    expect(client.state).toBe('destroyed');
  });

  it('writes nothing after its end', () => {
    const live = open();
    live.follow();
    live.end();
    const before = client.text;
    live.offer(anEvent('1', 'a'));
    expect(client.text).toBe(before);
  });

  it('ends with the token', () => {
    jest.useFakeTimers();
    open([], new Date(Date.now() + 20_000));
    jest.advanceTimersByTime(19_999);
    expect(client.text).toContain(': still here');
    expect(client.state).toBe('open');
    jest.advanceTimersByTime(1);
    expect(client.state).toBe('ended');
    jest.useRealTimers();
  });
});
