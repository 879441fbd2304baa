import { draft, SubmitWorkRequest, WorkRequestSubmitted } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { requestTold } from '../../life-cycle/decide-request.js';
import { KnowEquipment } from '../../life-cycle/know-equipment.js';
import { WorkRequestRepository } from '../../persistence/requests/work-request.repository.js';

@Answers(SubmitWorkRequest)
export class SubmitWorkRequestHandler implements RequestHandler<SubmitWorkRequest> {
  constructor(
    private readonly equipment: KnowEquipment,
    private readonly requests: WorkRequestRepository,
  ) {}

  async execute({
    request,
    caller,
    tx,
  }: Call<SubmitWorkRequest>): Promise<Answer<SubmitWorkRequest>> {
    await this.equipment.know(request.equipmentId, caller, tx);
    const reply = await this.requests.add(request, caller, tx);
    return { reply, events: [draft(WorkRequestSubmitted, requestTold(reply, caller))] };
  }
}
