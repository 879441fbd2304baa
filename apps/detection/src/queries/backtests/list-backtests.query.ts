import { ListBacktests } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { BacktestRepository } from '../../persistence/backtests/backtest.repository.js';

@Answers(ListBacktests)
export class ListBacktestsHandler implements RequestHandler<ListBacktests> {
  constructor(private readonly backtests: BacktestRepository) {}

  async execute({ request, tx }: Call<ListBacktests>): Promise<Answer<ListBacktests>> {
    return { reply: await this.backtests.list(request, tx) };
  }
}
