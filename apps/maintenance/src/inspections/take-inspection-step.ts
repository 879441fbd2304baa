import { Injectable } from '@nestjs/common';
import { draft, InspectionMissed, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Refusal, type Caller } from '@libs/messaging';
import {
  passTime,
  stepInspection,
  type InspectionMove,
} from '../domain/inspections/inspection-life.js';
import { timedEvent } from './inspection-event.js';
import type { Inspection } from '../persistence/inspections/inspection.entity.js';
import { InspectionRepository } from '../persistence/inspections/inspection.repository.js';

interface StepCall {
  readonly request: { readonly inspectionId: string; readonly expectedVersion?: number };
  readonly caller: Caller;
  readonly tx: Transaction;
}

/** Takes one step of an inspection's life, or refuses it with the reason. */
@Injectable()
export class TakeInspectionStep {
  constructor(private readonly inspections: InspectionRepository) {}

  async lock({ request, tx }: Pick<StepCall, 'request' | 'tx'>): Promise<Inspection> {
    const known = await this.inspections.lock(request.inspectionId, tx);
    if (!known) throw Refusal.notFound('inspection', request.inspectionId);
    return known;
  }

  async take(
    call: StepCall,
    move: InspectionMove,
    changes: Partial<Inspection> = {},
  ): Promise<{ inspection: Inspection; events: EventDraft[] }> {
    const known = await this.lock(call);
    const { expectedVersion } = call.request;
    if (expectedVersion !== undefined && expectedVersion !== known.version) {
      throw Refusal.stale('inspection', known.version);
    }
    // The job that follows the time may be some moments late.
    const status = passTime(known, new Date());
    const step = stepInspection({ ...known, status }, move, call.caller.actor);
    switch (step.kind) {
      case 'refused':
        throw Refusal.conflict(step.reason, step.allowed);
      case 'forbidden':
        throw new Refusal({ status: 403, title: 'Forbidden', detail: step.reason });
      case 'moved': {
        const next = { ...changes, status: step.status };
        const missed = status === 'missed' && known.status !== 'missed';
        return {
          inspection: await this.inspections.save(known, next, call.tx),
          events: missed ? [draft(InspectionMissed, timedEvent(known))] : [],
        };
      }
    }
  }
}
