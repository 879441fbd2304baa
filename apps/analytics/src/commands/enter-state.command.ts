import { draft, EnterState, StateEntered } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { v7 as uuidv7 } from 'uuid';
import { DowntimeReasonRepository } from '../persistence/downtime-reason.repository.js';
import { stateEntryView, type StateEntry } from '../persistence/state-entry.entity.js';
import { StateEntryRepository } from '../persistence/state-entry.repository.js';
import { DrawTimeline } from '../timeline/draw-timeline.js';
import { KnownEquipment } from '../timeline/known-equipment.js';
import { refuseUnlessPast } from '../timeline/refuse-unless-past.js';

@Answers(EnterState)
export class EnterStateHandler implements RequestHandler<EnterState> {
  constructor(
    private readonly known: KnownEquipment,
    private readonly entries: StateEntryRepository,
    private readonly timelines: DrawTimeline,
    private readonly reasons: DowntimeReasonRepository,
  ) {}

  async execute({ request, caller, tx }: Call<EnterState>): Promise<Answer<EnterState>> {
    const enteredAt = new Date();
    const { equipmentId, state, reason, reasonCode, to } = request;
    const from = request.from ?? enteredAt.toISOString();
    await this.known.require(equipmentId, caller, tx);
    refuseUnlessPast({ from, to }, enteredAt);
    if (reasonCode !== undefined && !(await this.reasons.isInUse(reasonCode, tx))) {
      const message = `${reasonCode} is no reason in use`;
      throw Refusal.invalid([{ field: 'reasonCode', message }]);
    }
    const entry: StateEntry = {
      ...{ id: uuidv7(), equipmentId, state, reason, reasonCode: reasonCode ?? null },
      ...{ from: new Date(from), to: to === undefined ? null : new Date(to) },
      ...{ enteredBy: caller.name, enteredAt },
    };
    await this.entries.add(entry, tx);
    await this.timelines.draw(equipmentId, tx);
    const reply = stateEntryView(entry);
    const entered = { entryId: entry.id, equipmentId, state, reason, from: reply.from };
    const event = draft(StateEntered, {
      ...entered,
      ...(reasonCode !== undefined && { reasonCode }),
      ...(reply.to !== null && { to: reply.to }),
    });
    return { reply, events: [event] };
  }
}
