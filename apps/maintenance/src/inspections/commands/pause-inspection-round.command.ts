import { PauseInspectionRound } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ChangeRound } from '../planning/change-round.js';

@Answers(PauseInspectionRound)
export class PauseInspectionRoundHandler implements RequestHandler<PauseInspectionRound> {
  constructor(private readonly changing: ChangeRound) {}

  async execute(call: Call<PauseInspectionRound>): Promise<Answer<PauseInspectionRound>> {
    const known = await this.changing.lock(call, 'pause');
    return this.changing.change(call, known, { state: 'paused' });
  }
}
