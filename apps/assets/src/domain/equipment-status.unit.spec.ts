import {
  CONNECTIVITIES,
  FLEET_STATUSES,
  HEALTHS,
  LIFECYCLES,
  MACHINE_STATUSES,
  ONLINE_STATUSES,
  OPERATING_STATES,
  STATUS_WORDS,
  WORK_STATES,
  type StatusWord,
} from '@libs/contracts';
import { meaningOf, statusWords, type Facets } from './equipment-status.js';

const well: Facets = {
  lifecycle: 'in_service',
  operating: 'standby',
  connectivity: 'online',
  health: 'normal',
  work: 'none',
};

const every: Facets[] = LIFECYCLES.flatMap((lifecycle) =>
  OPERATING_STATES.flatMap((operating) =>
    CONNECTIVITIES.flatMap((connectivity) =>
      HEALTHS.flatMap((health) =>
        WORK_STATES.map((work) => ({ lifecycle, operating, connectivity, health, work })),
      ),
    ),
  ),
);

describe('REG-11 the status of equipment', () => {
  it.each<[string, Partial<Facets>, string, string, string]>([
    ['is well', {}, 'ONLINE', 'operational', 'Idle'],
    ['produces', { operating: 'productive' }, 'ONLINE', 'operational', 'Running'],
    ['is serviced', { operating: 'scheduled_down' }, 'MAINTENANCE', 'maintenance', 'Maintenance'],
    [
      'is under preventive work',
      { work: 'preventive' },
      'MAINTENANCE',
      'maintenance',
      'Maintenance',
    ],
    [
      'is under corrective work',
      { work: 'corrective' },
      'MAINTENANCE',
      'operational',
      'Maintenance',
    ],
    ['broke down', { operating: 'unscheduled_down' }, 'ERROR', 'operational', 'Down'],
    [
      'waits for repair',
      { operating: 'unscheduled_down', work: 'corrective_asked' },
      'ERROR',
      'repair',
      'Down',
    ],
    [
      'is repaired',
      { operating: 'unscheduled_down', work: 'corrective' },
      'MAINTENANCE',
      'repair',
      'Maintenance',
    ],
    ['is critical', { health: 'critical' }, 'ERROR', 'operational', 'Idle'],
    ['failed', { health: 'failed', operating: 'productive' }, 'ERROR', 'operational', 'Down'],
    ['is offline', { connectivity: 'offline' }, 'OFFLINE', 'operational', 'Idle'],
    ['was never seen', { connectivity: 'never_seen' }, 'OFFLINE', 'operational', 'Idle'],
    ['is stale', { connectivity: 'stale' }, 'ONLINE', 'operational', 'Idle'],
    ['is mothballed', { lifecycle: 'mothballed' }, 'OFFLINE', 'inactive', 'Idle'],
    ['is planned and ill', { lifecycle: 'planned', health: 'failed' }, 'ERROR', 'inactive', 'Down'],
  ])('that %s is told in the words of every system', (_, facets, online, fleet, machine) => {
    expect(statusWords({ ...well, ...facets })).toEqual({
      onlineStatus: online,
      fleetStatus: fleet,
      machineStatus: machine,
    });
  });

  it('has a word of every system for every combination of facets', () => {
    expect(every).toHaveLength(6 * 7 * 4 * 6 * 4);
    const wordsOf = (facets: Facets): StatusWord[] => {
      const { onlineStatus, fleetStatus, machineStatus } = statusWords(facets);
      return [onlineStatus, fleetStatus, machineStatus];
    };
    const seen = new Set(every.flatMap(wordsOf));
    expect([...seen].sort()).toEqual([...STATUS_WORDS].sort());
  });

  const viewOf = (word: StatusWord): string => {
    const words = statusWords({ ...well, ...meaningOf(word, well) });
    if ((ONLINE_STATUSES as readonly string[]).includes(word)) return words.onlineStatus;
    if ((FLEET_STATUSES as readonly string[]).includes(word)) return words.fleetStatus;
    expect(MACHINE_STATUSES).toContain(word);
    return words.machineStatus;
  };

  it.each(STATUS_WORDS)('that is written as %s is read as that again', (word) => {
    expect(viewOf(word)).toBe(word);
  });

  it.each(STATUS_WORDS)('can go from %s to every other word of its system and back', (word) => {
    const systems: (readonly StatusWord[])[] = [ONLINE_STATUSES, FLEET_STATUSES, MACHINE_STATUSES];
    const system = systems.find((words) => words.includes(word));
    for (const other of system ?? []) {
      const before = { ...well, ...meaningOf(word, well) };
      const after = { ...before, ...meaningOf(other, before) };
      expect(Object.values(statusWords(after))).toContain(other);
    }
  });
});
