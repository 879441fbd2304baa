import { endWork, joinCase, settleCase, type CaseParts } from './case-life.js';
import { refuseCase, reopen, type CaseStanding } from './case-refusal.js';

const aCase = (parts: Partial<CaseParts> = {}): CaseParts => ({
  status: 'triaged',
  severity: 'medium',
  verdict: 'plan',
  reason: 'because',
  workClosed: false,
  ...parts,
});

describe('the life of a case', () => {
  it('is triaged by its first alarm', () => {
    const opened = aCase({ status: 'open', severity: 'low', verdict: null, reason: null });
    expect(joinCase(opened, 'high', 'B')).toMatchObject({
      parts: { status: 'triaged', severity: 'high', verdict: 'act_now' },
      triaged: true,
    });
  });

  it('is triaged upwards by a worse alarm, while work is under way too', () => {
    const ordered = aCase({ status: 'work_ordered' });
    expect(joinCase(ordered, 'critical', 'D')).toMatchObject({
      parts: { status: 'work_ordered', severity: 'critical', verdict: 'act_now' },
      triaged: true,
    });
  });

  it('is triaged again when the machine got worse, though nothing could be more urgent', () => {
    const urgent = aCase({ status: 'work_ordered', severity: 'high', verdict: 'act_now' });
    expect(joinCase(urgent, 'critical', 'A')).toMatchObject({
      parts: { severity: 'critical', verdict: 'act_now' },
      triaged: true,
    });
  });

  it('keeps its verdict when a milder alarm joins', () => {
    expect(joinCase(aCase(), 'low', 'B')).toEqual({ parts: aCase(), triaged: false });
  });

  it('is decided upon again when an alarm comes after the repair', () => {
    expect(joinCase(aCase({ workClosed: true }), 'low', 'B')).toEqual({
      parts: aCase(),
      triaged: true,
    });
  });

  it.each<[string, Partial<CaseParts>, number, number, boolean]>([
    ['repaired and calm', { workClosed: true }, 0, 1, true],
    ['repaired but not calm', { workClosed: true }, 1, 1, false],
    ['watched and cleared', { verdict: 'watch' }, 0, 0, true],
    ['watched and not acknowledged', { verdict: 'watch' }, 0, 1, false],
    ['planned and cleared, without work', {}, 0, 0, false],
    [
      'watched and cleared with work under way',
      { verdict: 'watch', status: 'work_ordered' },
      0,
      0,
      false,
    ],
  ])('%s: over by itself or not', (_, parts, active, open, over) => {
    expect(settleCase(aCase(parts), { active, open }) !== null).toBe(over);
  });

  it('is watched after the repair, and goes back to triaged when the work is cancelled', () => {
    const ordered = aCase({ status: 'work_ordered' });
    expect(endWork(ordered, 'closed')).toMatchObject({ status: 'monitoring', workClosed: true });
    expect(endWork(ordered, 'cancelled')).toMatchObject({ status: 'triaged', workClosed: false });
  });

  const now = new Date('2026-01-20T06:00:00Z');
  const standing = (rest: Partial<CaseStanding> = {}): CaseStanding => ({
    alarms: { active: 0, open: 0 },
    reopenableUntil: null,
    otherOpen: null,
    ...rest,
  });

  it('is ended by hand only when calm and without work under way', () => {
    const calm = standing({ alarms: { active: 0, open: 3 } });
    expect(refuseCase(aCase(), 'resolve', calm, now)).toBeNull();
    const active = standing({ alarms: { active: 1, open: 1 } });
    expect(refuseCase(aCase(), 'resolve', active, now)).toEqual({
      reason: '1 of its alarms are still active.',
      allowed: ['mark_false_positive', 'mark_duplicate'],
    });
    const ordered = aCase({ status: 'work_ordered' });
    expect(refuseCase(ordered, 'mark_false_positive', standing(), now)).toEqual({
      reason: 'A work order for the case is under way.',
      allowed: [],
    });
    const over = aCase({ status: 'false_positive' });
    expect(refuseCase(over, 'resolve', standing(), now)?.reason).toContain('already');
  });

  it('is reopened only within the time for it, and beside no other', () => {
    const over = aCase({ status: 'resolved' });
    const until = new Date('2026-01-21T06:00:00Z');
    expect(refuseCase(over, 'reopen', standing({ reopenableUntil: until }), now)).toBeNull();
    expect(refuseCase(over, 'reopen', standing(), now)?.reason).toContain('too long ago');
    const beside = standing({ reopenableUntil: until, otherOpen: 'x' });
    expect(refuseCase(over, 'reopen', beside, now)?.reason).toContain('case x is open');
    expect(refuseCase(aCase(), 'reopen', standing(), now)?.reason).toContain('is open');
    const merged = aCase({ status: 'duplicate' });
    const soon = standing({ reopenableUntil: until });
    expect(refuseCase(merged, 'reopen', soon, now)?.reason).toContain('part of another');
    expect(reopen(over)).toMatchObject({ status: 'triaged', workClosed: false });
  });
});
