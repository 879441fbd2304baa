import { refuseJudgement } from './alarm-judgement.js';

describe('whether an alarm was right', () => {
  it('is said of what is acknowledged, until its work is done or has said it', () => {
    const alarm = { acked: true, judgingWorkOrderId: null };
    const open = { workClosed: false };
    expect(refuseJudgement(alarm, open)).toBeNull();
    expect(refuseJudgement({ ...alarm, acked: false }, open)).toMatch(/acknowledged first/);
    expect(refuseJudgement(alarm, { workClosed: true })).toMatch(/is closed/);
    expect(refuseJudgement({ ...alarm, judgingWorkOrderId: 'WO' }, open)).toMatch(/work of WO/);
  });
});
