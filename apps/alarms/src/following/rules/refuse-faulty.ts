import type { AlarmRuleDefinition } from '@libs/contracts';
import { Refusal } from '@libs/messaging';
import { faultOf } from '@libs/alarm-rules';

/** Throws when a definition makes no sense. */
export function refuseFaulty(definition: AlarmRuleDefinition): void {
  const message = faultOf(definition);
  if (message !== null) throw Refusal.invalid([{ field: 'definition', message }]);
}
