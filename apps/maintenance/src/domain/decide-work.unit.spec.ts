import type { CaseTriaged } from '@libs/contracts';
import { decideWork } from './decide-work.js';

const aTriagedCase = (rest: Partial<CaseTriaged> = {}): CaseTriaged => ({
  caseId: 'c',
  equipmentId: 'e',
  severity: 'high',
  title: 'P-1: The vibration is too high.',
  verdict: 'act_now',
  criticality: 'A',
  equipmentCode: 'P-1',
  reason: 'Because.',
  ...rest,
});

describe('deciding on work', () => {
  it('orders nothing for a case that is watched', () => {
    expect(decideWork(aTriagedCase({ verdict: 'watch' }), null, 'act')).toEqual({ kind: 'none' });
  });

  it('orders an inspection where a sensor is at fault', () => {
    const triaged = aTriagedCase({ kind: 'sensor_fault', verdict: 'plan' });

    expect(decideWork(triaged, null, 'act')).toMatchObject({
      work: {
        kind: 'inspection',
        tasks: [{ text: expect.stringContaining('the sensor') as string }],
      },
    });
  });

  it('orders immediate repair or planned work, as urgent as the case is bad', () => {
    expect(decideWork(aTriagedCase(), null, 'act')).toEqual({
      kind: 'order',
      work: {
        kind: 'corrective_immediate',
        status: 'approved',
        priority: 'high',
        title: 'P-1: The vibration is too high.',
        description: 'P-1: The vibration is too high.\nBecause.',
        tasks: [
          {
            text: 'Find the cause and remove it: P-1: The vibration is too high.',
            resultKind: 'text',
          },
        ],
      },
    });
    expect(
      decideWork(aTriagedCase({ verdict: 'plan', severity: 'medium' }), null, 'act'),
    ).toMatchObject({
      work: { kind: 'condition_based', priority: 'medium' },
    });
  });

  it('raises the priority of active work and never lowers it', () => {
    const order = { priority: 'high' } as const;
    expect(decideWork(aTriagedCase({ severity: 'critical' }), order, 'act')).toEqual({
      kind: 'raise_priority',
      priority: 'critical',
      order,
    });
    expect(decideWork(aTriagedCase(), { priority: 'high' }, 'act')).toEqual({ kind: 'none' });
    expect(decideWork(aTriagedCase(), { priority: 'critical' }, 'act')).toEqual({ kind: 'none' });
  });

  it.each([
    ['recommend', 'draft'],
    ['act_with_approval', 'awaiting_approval'],
    ['act', 'approved'],
  ] as const)('of agents that may %s begins as %s', (autonomy, status) => {
    expect(decideWork(aTriagedCase(), null, autonomy)).toMatchObject({ work: { status } });
  });

  it('orders nothing where agents only observe, and still raises a priority', () => {
    expect(decideWork(aTriagedCase(), null, 'observe')).toEqual({ kind: 'none' });
    const order = { priority: 'low' } as const;
    expect(decideWork(aTriagedCase(), order, 'observe').kind).toBe('raise_priority');
  });

  it('keeps long words within what a title holds', () => {
    const decision = decideWork(aTriagedCase({ title: 'x'.repeat(900) }), null, 'act');
    expect(decision.kind === 'order' && decision.work.title.length).toBe(200);
  });
});
