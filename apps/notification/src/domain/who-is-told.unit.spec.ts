import { isTold } from './who-is-told.js';

const contact = {
  topics: ['alarm_raised' as const],
  minimumSeverity: 'high' as const,
  enabled: true,
};
const alarm = { topic: 'alarm_raised' as const, severity: 'high' as const };

describe('who is told', () => {
  it('tells a contact what it asked for, from its minimum severity on', () => {
    expect(isTold(contact, alarm)).toBe(true);
    expect(isTold(contact, { ...alarm, severity: 'critical' })).toBe(true);
    expect(isTold(contact, { ...alarm, severity: 'medium' })).toBe(false);
  });

  it('does not tell of a topic that was not asked for', () => {
    expect(isTold(contact, { ...alarm, topic: 'work_order_created' })).toBe(false);
  });

  it('does not tell a disabled contact', () => {
    expect(isTold({ ...contact, enabled: false }, alarm)).toBe(false);
  });
});
