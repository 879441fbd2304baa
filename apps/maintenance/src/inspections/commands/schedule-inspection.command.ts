import { draft, InspectionScheduled, ScheduleInspection } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { currentTrace } from '@libs/runtime';
import { v7 as uuidv7 } from 'uuid';
import { timedEvent } from '../inspection-event.js';
import { KnowEquipment } from '../../life-cycle/know-equipment.js';
import { inspectionView } from '../../persistence/inspections/inspection-view.js';
import { InspectionRepository } from '../../persistence/inspections/inspection.repository.js';
import { UsableTemplate } from '../usable-template.js';

@Answers(ScheduleInspection)
export class ScheduleInspectionHandler implements RequestHandler<ScheduleInspection> {
  constructor(
    private readonly templates: UsableTemplate,
    private readonly equipment: KnowEquipment,
    private readonly inspections: InspectionRepository,
  ) {}

  async execute(call: Call<ScheduleInspection>): Promise<Answer<ScheduleInspection>> {
    const { request, caller, tx } = call;
    const { equipmentId, templateId, windowMinutes = 1440, team = null } = request;
    const template = await this.templates.get(templateId, tx);
    await this.equipment.know(equipmentId, caller, tx);
    const now = new Date();
    const dueAt = request.dueAt === undefined ? now : new Date(request.dueAt);
    const closesAt = new Date(dueAt.getTime() + windowMinutes * 60_000);
    if (closesAt <= now) {
      const message = 'dueAt lies so far back that the inspection would be missed at once';
      throw Refusal.invalid([{ field: 'dueAt', message }]);
    }
    const [inspection] = await this.inspections.add(
      [
        {
          equipmentId,
          templateId,
          templateVersion: template.version,
          name: template.name,
          roundId: null,
          occurrenceKey: null,
          team,
          status: dueAt <= now ? 'due' : 'scheduled',
          dueAt,
          closesAt,
          correlationId: currentTrace()?.correlationId ?? uuidv7(),
        },
      ],
      tx,
    );
    if (!inspection) throw new Error('An inspection of no round met another.');
    const event = draft(InspectionScheduled, timedEvent(inspection));
    return { reply: inspectionView(inspection), events: [event] };
  }
}
