import { ListInspectionRounds } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { InspectionRoundRepository } from '../../persistence/inspections/round.repository.js';

@Answers(ListInspectionRounds)
export class ListInspectionRoundsHandler implements RequestHandler<ListInspectionRounds> {
  constructor(private readonly rounds: InspectionRoundRepository) {}

  async execute({
    request,
    tx,
  }: Call<ListInspectionRounds>): Promise<Answer<ListInspectionRounds>> {
    return { reply: await this.rounds.list(request, tx) };
  }
}
