import type { KpiGrouping } from '@libs/contracts';

interface Equipment {
  readonly id: string;
  readonly code: string | null;
  readonly class: string | null;
  readonly locationId: string | null;
}

/** A location with everything below it. */
interface Branch {
  readonly id: string;
  readonly name: string;
  readonly locationIds: readonly string[];
}

/** What answers are about: machines by their ids, under a name. */
export interface Subject {
  readonly by: KpiGrouping;
  readonly key: string;
  readonly name: string;
  readonly ids: readonly string[];
}

/** Rolls equipment up, in the order it comes; by location what stands in none is left out. */
export function subjectsOf(
  equipment: readonly Equipment[],
  by: KpiGrouping,
  branches: readonly Branch[],
): Subject[] {
  switch (by) {
    case 'equipment':
      return equipment.map(({ id, code }) => ({ by, key: id, name: code ?? id, ids: [id] }));
    case 'class': {
      const classes = [...new Set(equipment.map((each) => each.class ?? 'unknown'))].sort();
      return classes.map((key) => {
        const ids = equipment.filter((each) => (each.class ?? 'unknown') === key);
        return { by, key, name: key, ids: ids.map(({ id }) => id) };
      });
    }
    case 'location':
      return branches.map(({ id, name, locationIds }) => {
        const below = new Set(locationIds);
        const there = equipment.filter((each) => below.has(each.locationId ?? ''));
        return { by, key: id, name, ids: there.map((each) => each.id) };
      });
    case 'all':
      return [{ by, key: 'all', name: 'all', ids: equipment.map(({ id }) => id) }];
  }
}
