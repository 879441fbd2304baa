import { operatingUnderWork } from './operating-under-work.js';

const service = { isCorrective: false, isUnplanned: false, isStarted: true };
const repair = { isCorrective: true, isUnplanned: true, isStarted: true };
const deferred = { ...repair, isUnplanned: false };
const waiting = { ...repair, isStarted: false };
const ran = { operating: 'productive', operatingWhenUp: null } as const;
const down = (operating: 'scheduled_down' | 'unscheduled_down') =>
  ({ operating, operatingWhenUp: 'standby' }) as const;

describe('what a machine does under work', () => {
  it.each([
    ['service begins', ran, [service], undefined, 'scheduled_down'],
    [
      'a repair begins beside it',
      down('scheduled_down'),
      [service, repair],
      undefined,
      'unscheduled_down',
    ],
    ['a repair that could wait begins', ran, [deferred], undefined, 'scheduled_down'],
    ['only a repair waits', ran, [waiting], undefined, 'productive'],
    [
      'service of a broken machine begins',
      down('unscheduled_down'),
      [service],
      undefined,
      'unscheduled_down',
    ],
    ['service of a broken machine ends', down('unscheduled_down'), [], service, 'unscheduled_down'],
    ['service ends', down('scheduled_down'), [], service, 'standby'],
    ['a repair ends', down('unscheduled_down'), [], repair, 'standby'],
    [
      'a repair ends before service does',
      down('unscheduled_down'),
      [service],
      repair,
      'scheduled_down',
    ],
    ['work ends that nobody saw begin', ran, [], service, 'productive'],
    [
      'nobody knows what it did before',
      { ...down('scheduled_down'), operatingWhenUp: null },
      [],
      service,
      'unknown',
    ],
  ] as const)('when %s', (_, before, open, done, state) => {
    expect(operatingUnderWork(before, open, done)).toBe(state);
  });
});
