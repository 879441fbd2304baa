import { OrderPlanOccurrence } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { currentTrace } from '@libs/runtime';
import { v7 as uuidv7 } from 'uuid';
import { OrderOccurrence } from '../following/order-occurrence.js';
import { SteerOccurrence } from '../following/steer-occurrence.js';
import { OccurrenceRepository } from '../persistence/occurrence.repository.js';

@Answers(OrderPlanOccurrence)
export class OrderPlanOccurrenceHandler implements RequestHandler<OrderPlanOccurrence> {
  constructor(
    private readonly occurrences: OccurrenceRepository,
    private readonly steering: SteerOccurrence,
    private readonly ordering: OrderOccurrence,
  ) {}

  async execute({ request, tx }: Call<OrderPlanOccurrence>): Promise<Answer<OrderPlanOccurrence>> {
    const { occurrenceId } = request;
    const equipmentId = (await this.occurrences.find(occurrenceId, tx))?.equipmentId ?? '';
    const correlationId = currentTrace()?.correlationId ?? uuidv7();
    return this.steering.steer(occurrenceId, 'ordered', tx, (book, plan, occurrence) =>
      this.ordering.order({ equipmentId, book }, { plan, occurrence }, correlationId, tx),
    );
  }
}
