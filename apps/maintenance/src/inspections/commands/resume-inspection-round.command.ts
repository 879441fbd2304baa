import { ResumeInspectionRound } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ChangeRound } from '../planning/change-round.js';

@Answers(ResumeInspectionRound)
export class ResumeInspectionRoundHandler implements RequestHandler<ResumeInspectionRound> {
  constructor(private readonly changing: ChangeRound) {}

  async execute(call: Call<ResumeInspectionRound>): Promise<Answer<ResumeInspectionRound>> {
    const known = await this.changing.lock(call, 'resume');
    return this.changing.change(call, known, { state: 'active' });
  }
}
