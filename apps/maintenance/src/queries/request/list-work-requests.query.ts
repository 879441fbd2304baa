import { GetWorkRequest, ListWorkRequests } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { WorkRequestRepository } from '../../persistence/requests/work-request.repository.js';

@Answers(ListWorkRequests)
export class ListWorkRequestsHandler implements RequestHandler<ListWorkRequests> {
  constructor(private readonly requests: WorkRequestRepository) {}

  async execute({ request, tx }: Call<ListWorkRequests>): Promise<Answer<ListWorkRequests>> {
    return { reply: await this.requests.list(request, tx) };
  }
}

@Answers(GetWorkRequest)
export class GetWorkRequestHandler implements RequestHandler<GetWorkRequest> {
  constructor(private readonly requests: WorkRequestRepository) {}

  async execute({ request, tx }: Call<GetWorkRequest>): Promise<Answer<GetWorkRequest>> {
    const found = await this.requests.find(request.workRequestId, tx);
    if (!found) throw Refusal.notFound('work request', request.workRequestId);
    return { reply: found };
  }
}
