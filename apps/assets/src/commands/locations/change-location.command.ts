import { ChangeLocation } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { EditLocation } from '../../locations/edit-location.js';

@Answers(ChangeLocation)
export class ChangeLocationHandler implements RequestHandler<ChangeLocation> {
  constructor(private readonly editing: EditLocation) {}

  execute({ request, tx }: Call<ChangeLocation>): Promise<Answer<ChangeLocation>> {
    return this.editing.edit(request, tx);
  }
}
