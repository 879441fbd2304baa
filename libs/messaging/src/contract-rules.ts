import type { ContractClass } from '@libs/contracts';
import { getMetadataStorage } from 'class-validator';

type Find = ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas'];
type Rules = ReturnType<Find>;

/**
 * Makes class-validator remember what it found out about a class. It goes through all classes that
 * there are for those that one inherits from, whenever it validates, which took half of its time.
 */
function rememberRules(): Find {
  const storage = getMetadataStorage();
  const find = storage.getTargetValidationMetadatas.bind(storage);
  const known = new Map<unknown, Rules>();
  const remembered: Find = (target, schema, always, strictGroups, groups) => {
    if (schema || always || strictGroups || groups) {
      return find(target, schema, always, strictGroups, groups);
    }
    const rules = known.get(target) ?? find(target, schema, always, strictGroups, groups);
    known.set(target, rules);
    return rules;
  };
  storage.getTargetValidationMetadatas = remembered;
  return remembered;
}

const rulesOf = rememberRules();

/** Whether a contract says how its fields have to be. */
export function hasRules(contract: ContractClass): boolean {
  return rulesOf(contract, '', false, false).length > 0;
}
