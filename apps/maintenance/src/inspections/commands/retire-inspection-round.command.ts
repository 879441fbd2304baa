import { RetireInspectionRound } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ChangeRound } from '../planning/change-round.js';

@Answers(RetireInspectionRound)
export class RetireInspectionRoundHandler implements RequestHandler<RetireInspectionRound> {
  constructor(private readonly changing: ChangeRound) {}

  async execute(call: Call<RetireInspectionRound>): Promise<Answer<RetireInspectionRound>> {
    const known = await this.changing.lock(call, 'retire');
    return this.changing.change(call, known, { state: 'retired' });
  }
}
