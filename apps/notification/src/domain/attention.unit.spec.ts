import { ration } from './attention.js';
import { messageOfFlood, type Message } from './message.js';

const aMessage = (rest: Partial<Message> = {}): Message => ({
  topic: 'alarm_raised',
  severity: 'high',
  title: 'Alarm (high): too hot',
  body: 'too hot',
  equipmentId: '019aa4c2-9766-75d1-91e8-6d332eb64526',
  workOrderId: null,
  workOrderNumber: null,
  ...rest,
});
const aFlood = messageOfFlood({
  floodId: '019aa4c2-9766-75d1-91e8-6d332eb64527',
  startedAt: '2026-01-05T06:00:00.000Z',
  alarms: 10,
  operators: 1,
  firstOutAlarmId: '019aa4c2-9766-75d1-91e8-6d332eb64528',
  firstOutEquipmentId: '019aa4c2-9766-75d1-91e8-6d332eb64526',
  firstOutMessage: 'too hot',
});

describe('what a person can take in', () => {
  it('is nine messages and one summary in ten minutes', () => {
    const told = { messages: 0, summarised: false };
    const heard: Message[] = [];
    for (let index = 0; index < 50; index += 1) {
      const given = ration(aMessage(), told);
      if (!given) continue;
      heard.push(given);
      if (given.summary) told.summarised = true;
      else told.messages += 1;
    }
    expect(heard).toHaveLength(10);
    expect(heard.at(-1)).toMatchObject({ title: 'Further messages are held back' });
  });

  it('takes in each critical message, however many came', () => {
    const critical = aMessage({ severity: 'critical' });
    expect(ration(critical, { messages: 500, summarised: true })).toBe(critical);
  });

  it('always includes what somebody is asked for by name', () => {
    const assigned = aMessage({ topic: 'work_order_assigned' });
    expect(ration(assigned, { messages: 500, summarised: true })).toBe(assigned);
  });

  it('has room for the first alarm of a flood, once', () => {
    expect(aFlood.title).toBe('Alarm flood; it began with: too hot');
    expect(ration(aFlood, { messages: 9, summarised: false })).toBe(aFlood);
    expect(ration(aFlood, { messages: 9, summarised: true })).toBeNull();
  });
});
