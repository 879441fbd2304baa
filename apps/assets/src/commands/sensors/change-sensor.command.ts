import { ChangeSensor } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { EditSensor } from '../../sensors/edit-sensor.js';

@Answers(ChangeSensor)
export class ChangeSensorHandler implements RequestHandler<ChangeSensor> {
  constructor(private readonly editing: EditSensor) {}

  execute({ request, tx }: Call<ChangeSensor>): Promise<Answer<ChangeSensor>> {
    return this.editing.edit(request, tx);
  }
}
