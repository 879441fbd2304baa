import { Injectable } from '@nestjs/common';
import {
  draft,
  InspectionCancelled,
  type EventDraft,
  type InspectionRoundView,
  type RoundState,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Refusal, type Caller } from '@libs/messaging';
import { inspectionEvent } from '../inspection-event.js';
import { InspectionRepository } from '../../persistence/inspections/inspection.repository.js';
import type { InspectionRound } from '../../persistence/inspections/round.entity.js';
import {
  InspectionRoundRepository,
  roundView,
} from '../../persistence/inspections/round.repository.js';
import type { RoundDecision } from './check-round.js';
import { wallOf } from './recurrence.js';
import { roundChanged } from './round-event.js';

type RoundAction = 'change' | 'pause' | 'resume' | 'retire';

const ALLOWED: Readonly<Record<RoundState, readonly RoundAction[]>> = {
  active: ['change', 'pause', 'retire'],
  paused: ['change', 'resume', 'retire'],
  retired: [],
};

interface ChangeCall {
  readonly request: { readonly roundId: string; readonly expectedVersion?: number };
  readonly caller: Caller;
  readonly tx: Transaction;
}

/** Changes a round; what it had planned ahead is called off, and planned anew where it goes on. */
@Injectable()
export class ChangeRound {
  constructor(
    private readonly rounds: InspectionRoundRepository,
    private readonly inspections: InspectionRepository,
  ) {}

  async lock({ request, tx }: ChangeCall, action: RoundAction): Promise<InspectionRound> {
    const known = await this.rounds.lock(request.roundId, tx);
    if (!known) throw Refusal.notFound('inspection round', request.roundId);
    if (request.expectedVersion !== undefined && request.expectedVersion !== known.version) {
      throw Refusal.stale('inspection round', known.version);
    }
    const allowed = ALLOWED[known.state];
    if (!allowed.includes(action)) {
      const reason = `A round that is ${known.state} does not allow the action ${action}.`;
      throw Refusal.conflict(reason, allowed);
    }
    return known;
  }

  async change(
    call: ChangeCall,
    known: InspectionRound,
    changes: Partial<RoundDecision> & { readonly state?: RoundState },
  ): Promise<{ reply: InspectionRoundView; events: EventDraft[] }> {
    const { caller, tx } = call;
    const now = new Date();
    const next: InspectionRound = {
      ...known,
      ...changes,
      version: known.version + 1,
      changedBy: caller.name,
      changedAt: now,
    };
    // What went before is settled: a round that rested, or was another, makes up for nothing.
    next.plannedTo = wallOf(now, next.timeZone);
    next.dueAt = next.state === 'active' ? now : null;
    await this.rounds.save(next, tx);
    const calledOff = await this.callOff(next, tx);
    return { reply: roundView(next), events: [...calledOff, roundChanged(next)] };
  }

  private async callOff(
    { id, state, changedBy: cancelledBy }: InspectionRound,
    tx: Transaction,
  ): Promise<EventDraft[]> {
    const reason = state === 'active' ? 'Its round was changed.' : `Its round is ${state}.`;
    const events: EventDraft[] = [];
    for (const ahead of await this.inspections.lockAhead(id, tx)) {
      const off = { status: 'cancelled', cancelReason: reason } as const;
      const cancelled = await this.inspections.save(ahead, off, tx);
      const told = { ...inspectionEvent(cancelled), cancelledBy, reason };
      events.push(draft(InspectionCancelled, told));
    }
    return events;
  }
}
