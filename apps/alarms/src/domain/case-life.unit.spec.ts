import { joinCase, refuseToResolve, settleCase, type CaseParts } from './case-life.js';

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

  it('is ended by hand only when calm and without work under way', () => {
    expect(refuseToResolve(aCase(), { active: 0, open: 3 })).toBeNull();
    expect(refuseToResolve(aCase(), { active: 1, open: 1 })).toContain('active');
    const ordered = aCase({ status: 'work_ordered' });
    expect(refuseToResolve(ordered, { active: 0, open: 0 })).toContain('under way');
    const over = aCase({ status: 'resolved' });
    expect(refuseToResolve(over, { active: 0, open: 0 })).toContain('already');
  });
});
