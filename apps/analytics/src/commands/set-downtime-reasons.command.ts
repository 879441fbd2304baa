import { DowntimeReasonsSet, draft, SetDowntimeReasons } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { DowntimeReasonRepository } from '../persistence/downtime-reason.repository.js';

@Answers(SetDowntimeReasons)
export class SetDowntimeReasonsHandler implements RequestHandler<SetDowntimeReasons> {
  constructor(private readonly reasons: DowntimeReasonRepository) {}

  async execute({ request, tx }: Call<SetDowntimeReasons>): Promise<Answer<SetDowntimeReasons>> {
    const { reasons } = request;
    const codes = new Set<string>();
    const faults = reasons.flatMap(({ code }, index) => {
      const field = `reasons.${index}.code`;
      if (codes.has(code)) return [{ field, message: `${code} is there twice` }];
      codes.add(code);
      const above = code.slice(0, Math.max(0, code.lastIndexOf('.')));
      const isKnown = above === '' || reasons.some((each) => each.code === above);
      return isKnown ? [] : [{ field, message: `${above}, above ${code}, is not in the tree` }];
    });
    if (faults.length > 0) throw Refusal.invalid(faults);
    const archived = await this.reasons.replace(reasons, tx);
    const reply = (await this.reasons.list(tx)).filter((each) => !each.archived);
    return { reply, events: [draft(DowntimeReasonsSet, { reasons, archived })] };
  }
}
