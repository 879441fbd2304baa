import { GetBacktest } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { backtestView } from '../../persistence/backtests/backtest-view.js';
import { BacktestRepository } from '../../persistence/backtests/backtest.repository.js';

@Answers(GetBacktest)
export class GetBacktestHandler implements RequestHandler<GetBacktest> {
  constructor(private readonly backtests: BacktestRepository) {}

  async execute({ request, tx }: Call<GetBacktest>): Promise<Answer<GetBacktest>> {
    const row = await this.backtests.find(request.backtestId, tx);
    if (!row) throw Refusal.notFound('backtest', request.backtestId);
    return { reply: backtestView(row) };
  }
}
