import { SkipPlanOccurrence } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { skip } from '../domain/end-occurrence.js';
import { SteerOccurrence } from '../following/steer-occurrence.js';

@Answers(SkipPlanOccurrence)
export class SkipPlanOccurrenceHandler implements RequestHandler<SkipPlanOccurrence> {
  constructor(private readonly steering: SteerOccurrence) {}

  execute({ request, tx }: Call<SkipPlanOccurrence>): Promise<Answer<SkipPlanOccurrence>> {
    const { occurrenceId, reason } = request;
    return this.steering.steer(occurrenceId, 'skipped', tx, (book, plan, each) => {
      skip(book, plan, each, reason);
      return undefined;
    });
  }
}
