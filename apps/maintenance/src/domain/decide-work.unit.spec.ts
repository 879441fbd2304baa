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
    expect(decideWork(aTriagedCase({ verdict: 'watch' }), null)).toEqual({ kind: 'none' });
  });

  it('orders an inspection where a sensor is at fault', () => {
    const triaged = aTriagedCase({ kind: 'sensor_fault', verdict: 'plan' });

    expect(decideWork(triaged, null)).toMatchObject({ work: { kind: 'inspection' } });
  });

  it('orders immediate repair or planned work, as urgent as the case is bad', () => {
    expect(decideWork(aTriagedCase(), null)).toEqual({
      kind: 'order',
      work: {
        kind: 'corrective_immediate',
        priority: 'high',
        title: 'P-1: The vibration is too high.',
        description: 'P-1: The vibration is too high.\nBecause.',
      },
    });
    expect(decideWork(aTriagedCase({ verdict: 'plan', severity: 'medium' }), null)).toMatchObject({
      work: { kind: 'condition_based', priority: 'medium' },
    });
  });

  it('raises the priority of active work and never lowers it', () => {
    const order = { priority: 'high' } as const;
    expect(decideWork(aTriagedCase({ severity: 'critical' }), order)).toEqual({
      kind: 'raise_priority',
      priority: 'critical',
      order,
    });
    expect(decideWork(aTriagedCase(), { priority: 'high' })).toEqual({ kind: 'none' });
    expect(decideWork(aTriagedCase(), { priority: 'critical' })).toEqual({ kind: 'none' });
  });

  it('keeps long words within what a title holds', () => {
    const decision = decideWork(aTriagedCase({ title: 'x'.repeat(900) }), null);
    expect(decision.kind === 'order' && decision.work.title.length).toBe(200);
  });
});
