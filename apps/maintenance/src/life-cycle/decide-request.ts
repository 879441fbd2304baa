import { Injectable } from '@nestjs/common';
import type { WorkRequestView } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Refusal, type Caller } from '@libs/messaging';
import {
  nextOfRequest,
  requestActions,
  type WorkRequestAction,
} from '../domain/requests/work-request-life.js';
import {
  WorkRequestRepository,
  type RequestChange,
} from '../persistence/requests/work-request.repository.js';

const DECIDE = 'work_requests.decide';

/** What every event of a work request tells. */
export const requestTold = (of: WorkRequestView, { name: by }: Caller) => ({
  ...{ workRequestId: of.id, equipmentId: of.equipmentId, severity: of.severity },
  ...{ title: of.title, by },
});

/** Takes one step of a work request's life, or refuses it with the reason. */
@Injectable()
export class DecideRequest {
  constructor(private readonly requests: WorkRequestRepository) {}

  /** A request, locked, that an action may be taken with. */
  async allow(id: string, action: WorkRequestAction, caller: Caller, tx: Transaction) {
    const found = await this.requests.lockFor(id, tx);
    if (!found) throw Refusal.notFound('work request', id);
    const { known, reporter } = found;
    if (reporter !== caller.actor && !caller.permissions.includes(DECIDE)) {
      const detail = 'Only who reported it or who decides on requests may do this.';
      throw new Refusal({ status: 403, title: 'Forbidden', detail });
    }
    const status = nextOfRequest(known.status, action);
    if (status === null) {
      const words = action.replaceAll('_', ' ');
      const reason = `A work request that is ${known.status} does not allow the action ${words}.`;
      throw Refusal.conflict(reason, requestActions(known.status));
    }
    return { known, status };
  }

  async take(
    id: string,
    action: WorkRequestAction,
    change: Omit<RequestChange, 'status'>,
    caller: Caller,
    tx: Transaction,
  ): Promise<WorkRequestView> {
    const { status } = await this.allow(id, action, caller, tx);
    return this.requests.save(id, { ...change, status }, caller.name, tx);
  }
}
