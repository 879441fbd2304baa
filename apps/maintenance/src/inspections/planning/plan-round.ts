import { Injectable } from '@nestjs/common';
import { draft, InspectionMissed, InspectionScheduled, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import {
  planOccurrences,
  type PlannedInspection,
} from '../../domain/inspections/plan-occurrences.js';
import { timedEvent } from '../inspection-event.js';
import type { NewInspection } from '../../persistence/inspections/inspection.entity.js';
import { InspectionRepository } from '../../persistence/inspections/inspection.repository.js';
import type { InspectionRound } from '../../persistence/inspections/round.entity.js';
import { InspectionRoundRepository } from '../../persistence/inspections/round.repository.js';
import type { InspectionTemplate } from '../../persistence/inspections/template.entity.js';
import { InspectionTemplateRepository } from '../../persistence/inspections/template.repository.js';
import { occurrences, wallOf } from './recurrence.js';

const DAY_MS = 86_400_000;
/** Inspections of one transaction; what is more waits for the next. */
const AT_ONCE = 500;

/** Makes the inspections of a round's next occurrences. */
@Injectable()
export class PlanRound {
  constructor(
    private readonly rounds: InspectionRoundRepository,
    private readonly templates: InspectionTemplateRepository,
    private readonly inspections: InspectionRepository,
  ) {}

  /** `equipmentIds` is what the round's version of `seen` covers; another version plans again. */
  async plan(
    seen: Pick<InspectionRound, 'id' | 'version'>,
    equipmentIds: readonly string[],
    tx: Transaction,
  ): Promise<EventDraft[]> {
    const round = await this.rounds.lock(seen.id, tx);
    if (!round?.dueAt || round.version !== seen.version) return [];
    const template = await this.templates.find(round.templateId, undefined, tx);
    if (!template || template.retiredAt) {
      await this.rounds.planned(round.id, { plannedTo: round.plannedTo, dueAt: null }, tx);
      return [];
    }
    const now = new Date();
    const { planned, plannedTo, dueAt } = nextOf(round, equipmentIds.length, now);
    await this.rounds.planned(round.id, { plannedTo, dueAt }, tx);
    const made = planned.flatMap((each) =>
      equipmentIds.map((equipmentId) => inspectionOf(round, template, equipmentId, each)),
    );
    const added = await this.inspections.add(made, tx);
    return added.map((inspection) =>
      inspection.status === 'missed'
        ? draft(InspectionMissed, timedEvent(inspection))
        : draft(InspectionScheduled, timedEvent(inspection)),
    );
  }
}

/** What is to be made now, and when to look again. */
function nextOf(
  round: InspectionRound,
  machines: number,
  now: Date,
): { planned: PlannedInspection[]; plannedTo: string; dueAt: Date | null } {
  const lead = round.leadDays * DAY_MS;
  const horizon = wallOf(new Date(now.getTime() + lead), round.timeZone);
  const limit = Math.max(1, Math.floor(AT_ONCE / Math.max(1, machines)));
  const found = occurrences(round, { after: round.plannedTo, upTo: horizon }, limit + 1);
  const taken = found.slice(0, limit);
  const rest = found[limit];
  const morePassed = rest !== undefined && rest.at <= now;
  const { windowMinutes, catchUp } = round;
  const planned = planOccurrences(taken, { windowMinutes, catchUp, morePassed, now });
  const last = taken.at(-1)?.wall;
  if (rest && last !== undefined) return { planned, plannedTo: last, dueAt: now };
  const plannedTo = horizon > round.plannedTo ? horizon : round.plannedTo;
  const [next] = occurrences(round, { after: plannedTo }, 1);
  const dueAt = next ? new Date(next.at.getTime() - lead) : null;
  return { planned, plannedTo, dueAt };
}

const inspectionOf = (
  round: InspectionRound,
  template: InspectionTemplate,
  equipmentId: string,
  { key, status, dueAt, closesAt }: PlannedInspection,
): NewInspection => ({
  equipmentId,
  templateId: template.id,
  templateVersion: template.version,
  name: template.name,
  roundId: round.id,
  occurrenceKey: key,
  team: round.team,
  status,
  dueAt,
  closesAt,
  correlationId: round.correlationId,
});
