import { AddInspectionRound } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { currentTrace } from '@libs/runtime';
import { v7 as uuidv7 } from 'uuid';
import type { InspectionRound } from '../../persistence/inspections/round.entity.js';
import {
  InspectionRoundRepository,
  roundView,
} from '../../persistence/inspections/round.repository.js';
import { CheckRound } from '../planning/check-round.js';
import { wallOf } from '../planning/recurrence.js';
import { roundChanged } from '../planning/round-event.js';

@Answers(AddInspectionRound)
export class AddInspectionRoundHandler implements RequestHandler<AddInspectionRound> {
  constructor(
    private readonly checking: CheckRound,
    private readonly rounds: InspectionRoundRepository,
  ) {}

  async execute(call: Call<AddInspectionRound>): Promise<Answer<AddInspectionRound>> {
    const { request, caller, tx } = call;
    const decided = await this.checking.check(request, caller, tx);
    const now = new Date();
    const round: InspectionRound = {
      ...decided,
      id: uuidv7(),
      version: 1,
      state: 'active',
      plannedTo: wallOf(now, decided.timeZone),
      dueAt: now,
      changedBy: caller.name,
      correlationId: currentTrace()?.correlationId ?? uuidv7(),
      createdAt: now,
      changedAt: now,
    };
    await this.rounds.add(round, tx);
    return { reply: roundView(round), events: [roundChanged(round)] };
  }
}
