import { GetLocation } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { locationView } from '../../persistence/locations/location-view.js';
import { LocationRepository } from '../../persistence/locations/location.repository.js';

@Answers(GetLocation)
export class GetLocationHandler implements RequestHandler<GetLocation> {
  constructor(private readonly locations: LocationRepository) {}

  async execute({ request, tx }: Call<GetLocation>): Promise<Answer<GetLocation>> {
    const found = await this.locations.find(request.locationId, tx);
    if (!found) throw Refusal.notFound('location', request.locationId);
    return { reply: locationView(found) };
  }
}
