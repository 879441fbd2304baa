import { heldAfter, settle, type Standing } from './standing.js';
import type { Facets } from './equipment-status.js';

const known: Facets & Standing = {
  lifecycle: 'in_service',
  operating: 'productive',
  connectivity: 'never_seen',
  health: 'unknown',
  work: 'none',
  heardConnectivity: null,
  caseHealth: null,
  operatingWhenUp: null,
  held: [],
};

describe('what becomes of the facets', () => {
  it('REG-11: connectivity follows what is heard', () => {
    const { facets, standing } = settle(known, {}, { heardConnectivity: 'stale' });
    expect(facets.connectivity).toBe('stale');
    expect(standing.heardConnectivity).toBe('stale');
  });

  it('REG-11: a person’s word stands above what is heard until he lets go', () => {
    const held = { ...known, connectivity: 'offline', held: ['connectivity'] } as const;
    const heard = settle(held, {}, { heardConnectivity: 'online' });
    expect(heard.facets.connectivity).toBe('offline');
    const released = settle({ ...held, ...heard.standing }, {}, { held: [] });
    expect(released.facets.connectivity).toBe('online');
  });

  it('takes a person’s word for what nothing is heard of', () => {
    expect(settle(known, { connectivity: 'online' }, {}).facets.connectivity).toBe('online');
  });

  it('is well once it is heard and no case was ever open', () => {
    expect(settle(known, {}, { heardConnectivity: 'online' }).facets.health).toBe('normal');
    expect(settle(known, {}, {}).facets.health).toBe('unknown');
  });

  it.each([
    ['while it runs', 'critical', { operating: 'productive' }, 'critical'],
    ['once it stopped', 'critical', { operating: 'unscheduled_down' }, 'failed'],
    [
      'stopped for work',
      'critical',
      { operating: 'unscheduled_down', work: 'corrective' },
      'critical',
    ],
    ['stopped as planned', 'critical', { operating: 'scheduled_down' }, 'critical'],
    ['stopped for less', 'degraded', { operating: 'unscheduled_down' }, 'degraded'],
    ['over', 'normal', { operating: 'unscheduled_down' }, 'normal'],
  ] as const)('its health with trouble %s: %s', (_, caseHealth, asked, health) => {
    expect(settle(known, asked, { caseHealth }).facets.health).toBe(health);
  });

  it('stays failed while the repair of it is under way', () => {
    const failed = { ...known, operating: 'unscheduled_down', health: 'failed' } as const;
    const { facets } = settle({ ...failed, caseHealth: 'critical' }, { work: 'corrective' }, {});
    expect(facets.health).toBe('failed');
  });

  it('remembers what a machine did before it went down, not the steps between', () => {
    const first = settle(known, { operating: 'scheduled_down' }, {});
    const both = { ...known, ...first.facets, ...first.standing };
    expect(settle(both, { operating: 'unscheduled_down' }, {}).standing.operatingWhenUp).toBe(
      'productive',
    );
  });

  it('keeps facets that were said and lets go of others', () => {
    expect(heldAfter(['health'], ['connectivity'], [])).toEqual(['connectivity', 'health']);
    expect(heldAfter(['connectivity', 'health'], [], ['health'])).toEqual(['connectivity']);
  });
});
