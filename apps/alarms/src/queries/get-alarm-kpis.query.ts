import { GetAlarmKpis } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { floodShare, KPI_DEFINITION, kpiWindow, ratePerTenMinutes } from '../domain/kpi-window.js';
import { KpiRepository } from '../persistence/kpi.repository.js';
import { PolicyRepository } from '../persistence/policy.repository.js';

@Answers(GetAlarmKpis)
export class GetAlarmKpisHandler implements RequestHandler<GetAlarmKpis> {
  constructor(
    private readonly kpis: KpiRepository,
    private readonly policies: PolicyRepository,
  ) {}

  async execute({ request, tx }: Call<GetAlarmKpis>): Promise<Answer<GetAlarmKpis>> {
    const window = kpiWindow(request, new Date());
    if (window.to <= window.from) {
      throw Refusal.invalid([{ field: 'to', message: 'to must be later than from' }]);
    }
    const { operators } = await this.policies.get(tx);
    const counts = await this.kpis.counts(window, tx);
    const { acknowledged, mean } = await this.kpis.acknowledgements(window, tx);
    const { floods, seconds } = await this.kpis.floods(window, tx);
    const all = counts.annunciated;
    const share = (alarms: number): number => (all === 0 ? 0 : Math.min(1, alarms / all));
    const top = await this.kpis.topOffenders(window, tx);
    const chattering = await this.kpis.chattering(window, tx);
    return {
      reply: {
        definition: KPI_DEFINITION,
        from: window.from.toISOString(),
        to: window.to.toISOString(),
        operators,
        ...counts,
        perTenMinutesAndOperator: ratePerTenMinutes(all, window, operators),
        floods,
        floodSeconds: seconds,
        floodShare: floodShare(seconds, window),
        acknowledged,
        meanSecondsToAcknowledge: mean,
        topOffenders: top.map((each) => ({ ...each, share: share(each.alarms) })),
        topTenShare: share(top.reduce((sum, { alarms }) => sum + alarms, 0)),
        chattering: chattering.map((each) => ({ ...each, share: share(each.alarms) })),
        stale: await this.kpis.countStale(window.to, tx),
      },
    };
  }
}
