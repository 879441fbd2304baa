import { AlarmPolicySet, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { OperatorsRepository } from '../persistence/operators.repository.js';

@Handles(AlarmPolicySet)
export class KnowOperatorsOnAlarmPolicySet implements EventHandler<AlarmPolicySet> {
  constructor(private readonly operators: OperatorsRepository) {}

  async handle({ operators }: AlarmPolicySet, tx: Transaction): Promise<EventDraft[]> {
    await this.operators.save(operators, tx);
    return [];
  }
}
