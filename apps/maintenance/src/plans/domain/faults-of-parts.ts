import type { PlanPart } from '@libs/contracts';
import type { PlanFault } from './fault-of-plan.js';

/** What parts of a plan cannot be needed for; the ids of those that are kept are in lower case. */
export function faultsOfParts(parts: readonly PlanPart[], kept: readonly string[]): PlanFault[] {
  const ids = parts.map(({ partId }) => partId.toLowerCase());
  return parts.flatMap(({ quantity }, index) => {
    const id = ids[index] ?? '';
    const field = `definition.parts.${index}`;
    const faults: PlanFault[] = [];
    if (!kept.includes(id)) {
      faults.push({ field: `${field}.partId`, message: 'partId is no part that is kept' });
    } else if (ids.indexOf(id) < index) {
      faults.push({ field: `${field}.partId`, message: 'partId is named before' });
    }
    if (Number(quantity) === 0) {
      faults.push({ field: `${field}.quantity`, message: 'quantity must be more than nothing' });
    }
    return faults;
  });
}
