import { GetTimeline } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import type { Span } from '../domain/timeline/timeline.js';
import { EquipmentRepository } from '../persistence/equipment.repository.js';
import { TimelineRepository } from '../persistence/timeline.repository.js';

const THIRTY_DAYS = 30 * 86_400_000;
const MOST_SPANS = 5000;

@Answers(GetTimeline)
export class GetTimelineHandler implements RequestHandler<GetTimeline> {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly timelines: TimelineRepository,
  ) {}

  async execute({ request, tx }: Call<GetTimeline>): Promise<Answer<GetTimeline>> {
    const { equipmentId } = request;
    if (!(await this.equipment.isKnown(equipmentId, tx))) {
      throw Refusal.notFound('equipment', equipmentId);
    }
    const to = request.to === undefined ? Date.now() : Date.parse(request.to);
    const from = request.from === undefined ? to - THIRTY_DAYS : Date.parse(request.from);
    if (from >= to) throw invalid('must be later than from');
    const spans = await this.timelines.find(equipmentId, { from, to }, MOST_SPANS + 1, tx);
    if (spans.length > MOST_SPANS) throw invalid(`leaves more than ${MOST_SPANS} spans`);
    const [first, last] = [from, to].map((at) => new Date(at).toISOString());
    return {
      reply: { equipmentId, from: first ?? '', to: last ?? '', spans: spans.map(spanView) },
    };
  }
}

const invalid = (message: string): Refusal => Refusal.invalid([{ field: 'to', message }]);

const spanView = ({ from, to, failedAt: _, reasonCode, ...span }: Span) => ({
  ...span,
  ...(reasonCode !== null && { reasonCode }),
  from: new Date(from).toISOString(),
  to: to === null ? null : new Date(to).toISOString(),
});
