import { ListUnqualifiedStops } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { UnqualifiedStopRepository } from '../persistence/unqualified-stop.repository.js';

@Answers(ListUnqualifiedStops)
export class ListUnqualifiedStopsHandler implements RequestHandler<ListUnqualifiedStops> {
  constructor(private readonly stops: UnqualifiedStopRepository) {}

  async execute({
    request,
    tx,
  }: Call<ListUnqualifiedStops>): Promise<Answer<ListUnqualifiedStops>> {
    return { reply: await this.stops.list(request, tx) };
  }
}
