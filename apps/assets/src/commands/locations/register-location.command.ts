import { LocationRegistered, RegisterLocation } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { toldOf } from '../../locations/location-told.js';
import { NewLocation } from '../../locations/new-location.js';
import { locationView } from '../../persistence/locations/location-view.js';

@Answers(RegisterLocation)
export class RegisterLocationHandler implements RequestHandler<RegisterLocation> {
  constructor(private readonly newLocation: NewLocation) {}

  async execute({ request, tx }: Call<RegisterLocation>): Promise<Answer<RegisterLocation>> {
    const reply = locationView(await this.newLocation.add(request, tx));
    return { reply, events: [toldOf(LocationRegistered, reply)] };
  }
}
