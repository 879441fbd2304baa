import { LocationRegistered, RegisterLocation } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { v7 as uuidv7 } from 'uuid';
import { explained } from '../../locations/location-refusals.js';
import { toldOf } from '../../locations/location-told.js';
import { LocationTree } from '../../locations/location-tree.js';
import { locationView } from '../../persistence/locations/location-view.js';
import { LocationRepository } from '../../persistence/locations/location.repository.js';

@Answers(RegisterLocation)
export class RegisterLocationHandler implements RequestHandler<RegisterLocation> {
  constructor(
    private readonly locations: LocationRepository,
    private readonly tree: LocationTree,
  ) {}

  async execute({ request, tx }: Call<RegisterLocation>): Promise<Answer<RegisterLocation>> {
    await this.locations.lockTree(tx);
    const id = uuidv7();
    const now = new Date();
    const row = {
      id,
      code: request.code ?? null,
      kind: request.kind,
      name: request.name,
      names: request.names ?? null,
      ...(await this.tree.standBelow(id, request.parentId ?? null, 0, tx)),
      latitude: request.position?.latitude ?? null,
      longitude: request.position?.longitude ?? null,
      metadata: request.metadata ?? null,
      version: 1,
      createdAt: now,
      updatedAt: now,
      deletedAt: null,
    };
    try {
      await this.locations.add(row, tx);
    } catch (error) {
      throw explained(error);
    }
    const reply = locationView(row);
    return { reply, events: [toldOf(LocationRegistered, reply)] };
  }
}
