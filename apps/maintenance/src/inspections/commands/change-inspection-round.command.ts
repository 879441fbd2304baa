import { ChangeInspectionRound } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ChangeRound } from '../planning/change-round.js';
import { CheckRound } from '../planning/check-round.js';

@Answers(ChangeInspectionRound)
export class ChangeInspectionRoundHandler implements RequestHandler<ChangeInspectionRound> {
  constructor(
    private readonly checking: CheckRound,
    private readonly changing: ChangeRound,
  ) {}

  async execute(call: Call<ChangeInspectionRound>): Promise<Answer<ChangeInspectionRound>> {
    const known = await this.changing.lock(call, 'change');
    const decided = await this.checking.check(call.request, call.caller, call.tx);
    return this.changing.change(call, known, decided);
  }
}
