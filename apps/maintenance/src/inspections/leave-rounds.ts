import { Injectable } from '@nestjs/common';
import { draft, InspectionCancelled, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { InspectionRepository } from '../persistence/inspections/inspection.repository.js';
import type { InspectionRound } from '../persistence/inspections/round.entity.js';
import { InspectionRoundRepository } from '../persistence/inspections/round.repository.js';
import { inspectionEvent } from './inspection-event.js';
import { roundChanged } from './planning/round-event.js';

const BY = 'maintenance';

/** Ends the inspections of equipment that is there no more; rounds of other equipment go on without it. */
@Injectable()
export class LeaveRounds {
  constructor(
    private readonly rounds: InspectionRoundRepository,
    private readonly inspections: InspectionRepository,
  ) {}

  /** Inspections that began go on, like work: what was found of it is still true. */
  async leave(equipmentId: string, reason: string, tx: Transaction): Promise<EventDraft[]> {
    const events: EventDraft[] = [];
    // A round before its inspections, as when people change it: so nobody waits for each other for ever.
    for (const round of await this.rounds.lockAllFor(equipmentId, tx)) {
      const left = without(round, equipmentId);
      await this.rounds.save(left, tx);
      events.push(roundChanged(left));
    }
    for (const each of await this.inspections.lockUnbegun(equipmentId, tx)) {
      const off = { status: 'cancelled', cancelReason: reason } as const;
      const cancelled = await this.inspections.save(each, off, tx);
      const told = { ...inspectionEvent(cancelled), cancelledBy: BY, reason };
      events.push(draft(InspectionCancelled, told));
    }
    return events;
  }
}

/** The next version, so that a planning that is under way does not plan for it any more. */
function without(round: InspectionRound, equipmentId: string): InspectionRound {
  const equipmentIds = round.equipmentIds.filter((each) => each !== equipmentId);
  const next = { ...round, version: round.version + 1, changedBy: BY, changedAt: new Date() };
  return equipmentIds.length === 0
    ? { ...next, state: 'retired', dueAt: null }
    : { ...next, equipmentIds };
}
