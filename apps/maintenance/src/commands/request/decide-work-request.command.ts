import {
  ApproveWorkRequest,
  CancelWorkRequest,
  draft,
  MarkWorkRequestDuplicate,
  RejectWorkRequest,
  WorkRequestApproved,
  WorkRequestCancelled,
  WorkRequestMarkedDuplicate,
  WorkRequestRejected,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { DecideRequest, requestTold } from '../../life-cycle/decide-request.js';
import { WorkRequestRepository } from '../../persistence/requests/work-request.repository.js';

@Answers(ApproveWorkRequest)
export class ApproveWorkRequestHandler implements RequestHandler<ApproveWorkRequest> {
  constructor(private readonly deciding: DecideRequest) {}

  async execute({
    request,
    caller,
    tx,
  }: Call<ApproveWorkRequest>): Promise<Answer<ApproveWorkRequest>> {
    const reply = await this.deciding.take(request.workRequestId, 'approve', {}, caller, tx);
    return { reply, events: [draft(WorkRequestApproved, requestTold(reply, caller))] };
  }
}

@Answers(RejectWorkRequest)
export class RejectWorkRequestHandler implements RequestHandler<RejectWorkRequest> {
  constructor(private readonly deciding: DecideRequest) {}

  async execute({
    request,
    caller,
    tx,
  }: Call<RejectWorkRequest>): Promise<Answer<RejectWorkRequest>> {
    const { workRequestId, reason } = request;
    const reply = await this.deciding.take(workRequestId, 'reject', { reason }, caller, tx);
    const told = { ...requestTold(reply, caller), reason };
    return { reply, events: [draft(WorkRequestRejected, told)] };
  }
}

@Answers(MarkWorkRequestDuplicate)
export class MarkWorkRequestDuplicateHandler implements RequestHandler<MarkWorkRequestDuplicate> {
  constructor(
    private readonly requests: WorkRequestRepository,
    private readonly deciding: DecideRequest,
  ) {}

  async execute({
    request,
    caller,
    tx,
  }: Call<MarkWorkRequestDuplicate>): Promise<Answer<MarkWorkRequestDuplicate>> {
    const { workRequestId, duplicateOf } = request;
    const other = workRequestId === duplicateOf ? null : await this.lockOther(request, tx);
    if (!other) throw Refusal.notFound('other work request', duplicateOf);
    if (other.duplicateOf !== null) {
      throw Refusal.conflict(`That one is itself a duplicate of ${other.duplicateOf}.`);
    }
    const change = { duplicateOf };
    const reply = await this.deciding.take(workRequestId, 'mark_duplicate', change, caller, tx);
    const told = { ...requestTold(reply, caller), duplicateOf };
    return { reply, events: [draft(WorkRequestMarkedDuplicate, told)] };
  }

  /** Both are locked, in one order: else each could become a duplicate of the other at once. */
  private async lockOther(
    { workRequestId, duplicateOf }: MarkWorkRequestDuplicate,
    tx: Transaction,
  ) {
    for (const id of [workRequestId, duplicateOf].sort()) await this.requests.lockFor(id, tx);
    return this.requests.find(duplicateOf, tx);
  }
}

@Answers(CancelWorkRequest)
export class CancelWorkRequestHandler implements RequestHandler<CancelWorkRequest> {
  constructor(private readonly deciding: DecideRequest) {}

  async execute({
    request,
    caller,
    tx,
  }: Call<CancelWorkRequest>): Promise<Answer<CancelWorkRequest>> {
    const reply = await this.deciding.take(request.workRequestId, 'cancel', {}, caller, tx);
    return { reply, events: [draft(WorkRequestCancelled, requestTold(reply, caller))] };
  }
}
