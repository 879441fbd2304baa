import { CancelBacktest } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { EndBacktest } from '../../backtesting/end-backtest.js';
import { isActive } from '../../domain/backtests/backtest.js';
import { backtestView } from '../../persistence/backtests/backtest-view.js';
import { BacktestRepository } from '../../persistence/backtests/backtest.repository.js';

@Answers(CancelBacktest)
export class CancelBacktestHandler implements RequestHandler<CancelBacktest> {
  constructor(
    private readonly backtests: BacktestRepository,
    private readonly ending: EndBacktest,
  ) {}

  async execute({ request, tx }: Call<CancelBacktest>): Promise<Answer<CancelBacktest>> {
    const { backtestId: id } = request;
    const row = await this.backtests.lockFor(id, tx);
    if (!row) throw Refusal.notFound('backtest', id);
    if (row.state === 'cancelled') return { reply: backtestView(row) };
    if (!isActive(row)) throw Refusal.conflict(`The backtest is ${row.state} already.`, []);
    return this.ending.end(id, 'cancelled', {}, tx);
  }
}
