import { LocationRemoved, RemoveLocation } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { toldOf } from '../../locations/location-told.js';
import { locationView } from '../../persistence/locations/location-view.js';
import { LocationRepository } from '../../persistence/locations/location.repository.js';

@Answers(RemoveLocation)
export class RemoveLocationHandler implements RequestHandler<RemoveLocation> {
  constructor(private readonly locations: LocationRepository) {}

  async execute({ request, tx }: Call<RemoveLocation>): Promise<Answer<RemoveLocation>> {
    const { locationId, expectedVersion } = request;
    const row = await this.locations.lockFor(locationId, tx);
    if (!row) throw Refusal.notFound('location', locationId);
    if (expectedVersion !== undefined && expectedVersion !== row.version) {
      throw Refusal.stale('location', row.version);
    }
    if (await this.locations.isOccupied(locationId, tx)) {
      throw Refusal.conflict('Locations or equipment are in it; move or remove these first.');
    }
    const now = new Date();
    const changes = { deletedAt: now, updatedAt: now, version: row.version + 1 };
    const reply = locationView(await this.locations.save(row, changes, tx));
    return { reply, events: [toldOf(LocationRemoved, reply)] };
  }
}
