import { Injectable } from '@nestjs/common';
import {
  AlarmRuleActivated,
  AlarmRuleRetired,
  AlarmRuleShadowed,
  draft,
  type AlarmRuleView,
  type EventDraft,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Refusal, type Caller } from '@libs/messaging';
import { v7 as uuidv7 } from 'uuid';
import { silenceSeconds } from '@libs/alarm-rules';
import { isLive, STATE_AFTER, stepRule, type RuleAction } from '../../domain/rules/rule-life.js';
import type { Rule } from '../../persistence/rules/rule.entity.js';
import { RaisingRepository } from '../../persistence/rules/raising.repository.js';
import { RuleRepository, ruleView } from '../../persistence/rules/rule.repository.js';
import { StandingRepository } from '../../persistence/rules/standing.repository.js';
import { EndRule } from './end-rule.js';

type Step = Exclude<RuleAction, 'revise'>;
const TOLD = {
  shadow: AlarmRuleShadowed,
  activate: AlarmRuleActivated,
  roll_back: AlarmRuleActivated,
  retire: AlarmRuleRetired,
} as const;

/** Moves a rule's version through its life. */
@Injectable()
export class ChangeRule {
  constructor(
    private readonly rules: RuleRepository,
    private readonly standings: StandingRepository,
    private readonly ending: EndRule,
    private readonly raisings: RaisingRepository,
  ) {}

  async change(
    { ruleId, version }: { ruleId: string; version: number },
    action: Step,
    caller: Caller,
    tx: Transaction,
    told: object = {},
  ): Promise<{ reply: AlarmRuleView; events: EventDraft[] }> {
    const versions = await this.rules.lockVersions(ruleId, tx);
    const known = this.allow(versions, { ruleId, version }, action);
    const state = STATE_AFTER[action];
    const before = versions.find((each) => each.state === state && state !== 'retired');
    const judged = before ? await this.standings.findOf(ruleId, before.version, tx) : [];
    const events = before ? await this.retire(before, caller, tx) : [];
    const now = new Date();
    const moved: Rule = {
      ...{ ...known, ...stamp(caller), state },
      ...(state === 'active' && { raised: 0 }),
      ...((action === 'shadow' || action === 'roll_back') && { shadowedAt: now }),
    };
    if (action === 'retire') events.push(...(await this.ending.end(known, tx)));
    await this.rules.save(moved, tx);
    if (action === 'activate') {
      await this.raisings.endAll(known, now, tx);
      await this.standings.judgeAnew(ruleId, version, tx);
    }
    if (action === 'roll_back') {
      // What holds where the other version judged is not reported again for this one's sake.
      for (const { equipmentId } of judged) await this.judgeSoon(moved, equipmentId, tx);
    }
    await this.watchSilence(moved, tx);
    const saved = (await this.rules.findVersion(ruleId, version, tx)) ?? moved;
    return { reply: ruleView(saved), events: [...events, ruleDraft(TOLD[action], moved, told)] };
  }

  /** The version, if the step may be done with it now. */
  allow(
    versions: readonly Rule[],
    { ruleId, version }: { ruleId: string; version: number },
    action: Step,
  ): Rule {
    const known = versions.find((each) => each.version === version);
    if (!known) throw Refusal.notFound('version of an alarm rule', `${ruleId}/${version}`);
    const step = stepRule(known.state, action);
    if (step.kind === 'refused') throw Refusal.conflict(step.reason, step.allowed);
    return known;
  }

  private async retire(known: Rule, caller: Caller, tx: Transaction): Promise<EventDraft[]> {
    const events = await this.ending.end(known, tx);
    const retired: Rule = { ...known, ...stamp(caller), state: 'retired' };
    await this.rules.save(retired, tx);
    return [...events, ruleDraft(AlarmRuleRetired, retired)];
  }

  /** Of silence nothing is reported: it is looked for from now on. */
  private async watchSilence(rule: Rule, tx: Transaction): Promise<void> {
    if (!isLive(rule.state)) return;
    for (const equipmentId of rule.definition.equipmentIds ?? []) {
      if (silenceSeconds(rule.definition, equipmentId) === null) continue;
      await this.judgeSoon(rule, equipmentId, tx);
    }
  }

  private async judgeSoon(rule: Rule, equipmentId: string, tx: Transaction): Promise<void> {
    const fresh = { id: uuidv7(), correlationId: uuidv7(), dueAt: new Date() };
    await this.standings.get(rule, equipmentId, fresh, tx);
  }
}

export const stamp = (caller: Caller) => ({ changedBy: caller.name, changedAt: new Date() });

export const ruleDraft = (
  contract: Parameters<typeof draft<RuleFacts>>[0],
  { id: ruleId, version, code, name, changedBy }: Rule,
  told: object = {},
): EventDraft => {
  const facts = { ruleId, version, code, name, changedBy, ...told };
  return draft(contract, facts, { subject: `alarm_rule/${ruleId}` });
};

interface RuleFacts {
  ruleId: string;
  version: number;
  code: string;
  name: string;
  changedBy: string;
}
