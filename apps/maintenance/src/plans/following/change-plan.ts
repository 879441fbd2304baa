import { Injectable } from '@nestjs/common';
import {
  draft,
  PlanActivated,
  PlanChanged,
  PlanDrafted,
  PlanPaused,
  PlanResumed,
  PlanRetired,
  type EventDraft,
  type MaintenancePlanView,
  type PlanPart,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Sweeper } from '@libs/jobs';
import { Refusal, type Caller } from '@libs/messaging';
import { currentTrace } from '@libs/runtime';
import { v7 as uuidv7 } from 'uuid';
import { KnowEquipment } from '../../life-cycle/know-equipment.js';
import { PartRepository } from '../../persistence/parts/part.repository.js';
import { faultsOfPlan } from '../domain/fault-of-plan.js';
import { faultsOfParts } from '../domain/faults-of-parts.js';
import type { PlanWords } from '../domain/plan-at-equipment.js';
import { stepPlan, type PlanAction } from '../domain/plan-life.js';
import { PlanRepository, planView, type Plan } from '../persistence/plan.repository.js';
import { ApplyPlan } from './apply-plan.js';

const TOLD = {
  change: PlanChanged,
  activate: PlanActivated,
  pause: PlanPaused,
  resume: PlanResumed,
  retire: PlanRetired,
} as const;

interface StepCall {
  readonly request: { readonly planId: string; readonly expectedVersion?: number };
  readonly caller: Caller;
  readonly tx: Transaction;
}
interface Changed {
  readonly reply: MaintenancePlanView;
  readonly events: EventDraft[];
}

/** Writes plans and moves them through their life. */
@Injectable()
export class ChangePlan {
  constructor(
    private readonly plans: PlanRepository,
    private readonly applying: ApplyPlan,
    private readonly equipment: KnowEquipment,
    private readonly parts: PartRepository,
    private readonly sweeper: Sweeper,
  ) {}

  async draft(definition: PlanWords, caller: Caller, tx: Transaction): Promise<Changed> {
    await this.refuseFaulty(definition, caller, tx);
    const by = caller.actor;
    const now = new Date();
    const made = { version: 1, createdBy: by, createdAt: now, changedBy: by, changedAt: now };
    const plan: Plan = { id: uuidv7(), status: 'draft', definition, ...made };
    await this.plans.save(plan, tx);
    return { reply: planView(plan), events: [planDraft(PlanDrafted, plan)] };
  }

  async step(
    { request, caller, tx }: StepCall,
    action: PlanAction,
    definition?: PlanWords,
  ): Promise<Changed> {
    const { planId, expectedVersion } = request;
    if (definition) await this.refuseFaulty(definition, caller, tx);
    const before = await this.plans.lockFor(planId, tx);
    if (!before) throw Refusal.notFound('maintenance plan', planId);
    if (expectedVersion !== undefined && expectedVersion !== before.version) {
      throw Refusal.stale('maintenance plan', before.version);
    }
    const step = stepPlan(before.status, action);
    if (step.kind === 'refused') throw Refusal.conflict(step.reason, step.allowed);
    const plan: Plan = {
      ...before,
      status: step.status,
      definition: definition ?? before.definition,
      version: before.version + 1,
      changedBy: caller.actor,
      changedAt: new Date(),
    };
    await this.plans.save(plan, tx);
    const correlationId = currentTrace()?.correlationId ?? uuidv7();
    const events = await this.applying.apply(before, plan, correlationId, tx);
    // Before the commit it may find nothing; the next round, a second later, does.
    this.sweeper.wake();
    return { reply: planView(plan), events: [planDraft(TOLD[action], plan), ...events] };
  }

  private async refuseFaulty(plan: PlanWords, caller: Caller, tx: Transaction): Promise<void> {
    const faults = faultsOfPlan(plan).map(({ field, message }) => ({
      field: `definition.${field}`,
      message,
    }));
    if (faults.length > 0) throw Refusal.invalid(faults);
    for (const equipmentId of plan.equipmentIds) {
      await this.equipment.know(equipmentId, caller, tx);
    }
    await this.refuseFaultyParts(plan.parts ?? [], tx);
  }

  private async refuseFaultyParts(parts: readonly PlanPart[], tx: Transaction): Promise<void> {
    const atHand = await this.parts.listAtHand([parts], tx);
    const known = atHand.flat().map(({ partId }) => partId);
    const faults = faultsOfParts(parts, known);
    if (faults.length > 0) throw Refusal.invalid(faults);
  }
}

const planDraft = (
  contract: (typeof TOLD)[keyof typeof TOLD] | typeof PlanDrafted,
  { id: planId, version, status, changedBy, definition: { title } }: Plan,
): EventDraft =>
  draft(
    contract,
    { planId, version, status, changedBy, title },
    { subject: `maintenance_plan/${planId}` },
  );
