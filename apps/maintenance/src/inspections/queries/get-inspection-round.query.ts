import { GetInspectionRound } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import {
  InspectionRoundRepository,
  roundView,
} from '../../persistence/inspections/round.repository.js';

@Answers(GetInspectionRound)
export class GetInspectionRoundHandler implements RequestHandler<GetInspectionRound> {
  constructor(private readonly rounds: InspectionRoundRepository) {}

  async execute({ request, tx }: Call<GetInspectionRound>): Promise<Answer<GetInspectionRound>> {
    const found = await this.rounds.find(request.roundId, tx);
    if (!found) throw Refusal.notFound('inspection round', request.roundId);
    return { reply: roundView(found) };
  }
}
