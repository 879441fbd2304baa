import { Injectable } from '@nestjs/common';
import type {
  AlarmRuleActivated,
  AlarmRuleView,
  EventDraft,
  RuleActivationView,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Refusal, type Caller } from '@libs/messaging';
import { v7 as uuidv7 } from 'uuid';
import { lackOfEvidence } from '../../domain/rules/rule-evidence.js';
import { PolicyRepository } from '../../persistence/policy.repository.js';
import { ActivationRepository } from '../../persistence/rules/activation.repository.js';
import { RuleRepository } from '../../persistence/rules/rule.repository.js';
import { ChangeRule } from './change-rule.js';
import { CompareRule } from './compare-rule.js';

/** Who decides, and what they say of it. */
interface Decision {
  readonly caller: Caller;
  readonly comment?: string | undefined;
  readonly withoutEvidence?: string | undefined;
}

/** Lets a version raise alarms, and keeps what was known of it when that was decided. */
@Injectable()
export class ActivateRule {
  constructor(
    private readonly rules: RuleRepository,
    private readonly policies: PolicyRepository,
    private readonly comparing: CompareRule,
    private readonly changing: ChangeRule,
    private readonly activations: ActivationRepository,
  ) {}

  async activate(
    { ruleId, version }: { ruleId: string; version: number },
    kind: RuleActivationView['kind'],
    { caller, comment, withoutEvidence }: Decision,
    tx: Transaction,
  ): Promise<{ reply: AlarmRuleView; events: EventDraft[] }> {
    const action = kind === 'activated' ? 'activate' : 'roll_back';
    const versions = await this.rules.lockVersions(ruleId, tx);
    const known = this.changing.allow(versions, { ruleId, version }, action);
    if (kind === 'rolled_back' && !(await this.activations.has(ruleId, version, tx))) {
      throw Refusal.conflict('The version was never active: what it says is written anew.', [
        'revise',
      ]);
    }
    const comparison = await this.comparing.compare(known, versions, tx);
    if (kind === 'activated' && withoutEvidence === undefined) {
      const lack = lackOfEvidence(comparison, (await this.policies.get(tx)).evidenceHours);
      if (lack !== null) throw Refusal.conflict(lack, ['revise', 'retire']);
    }
    const made: RuleActivationView = {
      id: uuidv7(),
      ...{ ruleId, version, kind, activatedBy: caller.name, comparison },
      activatedAt: new Date().toISOString(),
      comment: comment ?? null,
      withoutEvidence: withoutEvidence ?? null,
    };
    await this.activations.add(made, tx);
    return this.changing.change({ ruleId, version }, action, caller, tx, toldOf(made));
  }
}

type Told = Partial<AlarmRuleActivated>;

function toldOf({ id, kind, comment, withoutEvidence, comparison }: RuleActivationView): Told {
  const { figures, active, backtests } = comparison;
  const { hours, alarms, alarmsPerOperatorAndDay, load, rightMet, wrongMet } = figures;
  return {
    ...{ activationId: id, kind, hours, alarms, rightMet, wrongMet },
    ...(alarmsPerOperatorAndDay !== null && { alarmsPerOperatorAndDay }),
    ...(load !== null && { load }),
    ...(comment !== null && { comment }),
    ...(withoutEvidence !== null && { withoutEvidence }),
    ...(active && { previousVersion: active.version, previousAlarms: active.alarms }),
    backtestIds: backtests.map(({ backtestId }) => backtestId),
  };
}
