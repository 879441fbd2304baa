import { eventTypes } from '@libs/contracts';
import { hasSentence, summarise } from './summarise.js';

describe('the sentences of a trace', () => {
  it('are there for every event that agents publish', () => {
    expect(eventTypes().filter((type) => !hasSentence(type))).toEqual([]);
  });

  it('tell what happened', () => {
    const data = { number: 'WO-000001', assignee: 'tina' };
    expect(summarise('maintenance.work_order.assigned.v1', data)).toBe(
      'Work order WO-000001 was assigned to tina.',
    );
  });

  it('do not fail on a type that came later', () => {
    expect(summarise('prediction.health.changed.v1', {})).toBe(
      'prediction.health.changed happened.',
    );
  });
});
