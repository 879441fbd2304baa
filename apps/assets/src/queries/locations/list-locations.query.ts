import { ListLocations } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { readArea } from '../../domain/asked-area.js';
import { LocationRepository } from '../../persistence/locations/location.repository.js';

@Answers(ListLocations)
export class ListLocationsHandler implements RequestHandler<ListLocations> {
  constructor(private readonly locations: LocationRepository) {}

  async execute({ request, tx }: Call<ListLocations>): Promise<Answer<ListLocations>> {
    const { area, faults } = readArea(request);
    if (faults.length > 0) throw Refusal.invalid(faults);
    return { reply: await this.locations.list(request, area, tx) };
  }
}
