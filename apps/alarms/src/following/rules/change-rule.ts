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
import { isLive, stepRule, type RuleAction } from '../../domain/rules/rule-life.js';
import type { Rule } from '../../persistence/rules/rule.entity.js';
import { RuleRepository, ruleView } from '../../persistence/rules/rule.repository.js';
import { StandingRepository } from '../../persistence/rules/standing.repository.js';
import { EndRule } from './end-rule.js';

type Step = Exclude<RuleAction, 'revise'>;
const TOLD = {
  shadow: AlarmRuleShadowed,
  activate: AlarmRuleActivated,
  retire: AlarmRuleRetired,
} as const;

/** Moves a rule's version through its life. */
@Injectable()
export class ChangeRule {
  constructor(
    private readonly rules: RuleRepository,
    private readonly standings: StandingRepository,
    private readonly ending: EndRule,
  ) {}

  async change(
    { ruleId, version }: { ruleId: string; version: number },
    action: Step,
    caller: Caller,
    tx: Transaction,
  ): Promise<{ reply: AlarmRuleView; events: EventDraft[] }> {
    const versions = await this.rules.lockVersions(ruleId, tx);
    const known = versions.find((each) => each.version === version);
    if (!known) throw Refusal.notFound('version of an alarm rule', `${ruleId}/${version}`);
    const step = stepRule(known.state, action);
    if (step.kind === 'refused') throw Refusal.conflict(step.reason, step.allowed);
    const before = versions.find(({ state }) => state === step.state && state !== 'retired');
    const events = before ? await this.retire(before, caller, tx) : [];
    const moved: Rule = { ...known, ...stamp(caller), state: step.state };
    if (action === 'retire') events.push(...(await this.ending.end(known, tx)));
    await this.rules.save({ ...moved, raised: action === 'activate' ? 0 : known.raised }, tx);
    if (action === 'activate') await this.standings.judgeAnew(ruleId, version, tx);
    await this.watchSilence(moved, tx);
    const saved = (await this.rules.findVersion(ruleId, version, tx)) ?? moved;
    return { reply: ruleView(saved), events: [...events, ruleDraft(TOLD[action], moved)] };
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
      const fresh = { id: uuidv7(), correlationId: uuidv7(), dueAt: new Date() };
      await this.standings.get(rule, equipmentId, fresh, tx);
    }
  }
}

export const stamp = (caller: Caller) => ({ changedBy: caller.name, changedAt: new Date() });

export const ruleDraft = (
  contract: Parameters<typeof draft<RuleFacts>>[0],
  { id: ruleId, version, code, name, changedBy }: Rule,
): EventDraft =>
  draft(contract, { ruleId, version, code, name, changedBy }, { subject: `alarm_rule/${ruleId}` });

interface RuleFacts {
  ruleId: string;
  version: number;
  code: string;
  name: string;
  changedBy: string;
}
