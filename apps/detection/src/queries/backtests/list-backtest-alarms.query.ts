import { ListBacktestAlarms } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { BacktestResultRepository } from '../../persistence/backtests/backtest-result.repository.js';
import { BacktestRepository } from '../../persistence/backtests/backtest.repository.js';

@Answers(ListBacktestAlarms)
export class ListBacktestAlarmsHandler implements RequestHandler<ListBacktestAlarms> {
  constructor(
    private readonly backtests: BacktestRepository,
    private readonly results: BacktestResultRepository,
  ) {}

  async execute({ request, tx }: Call<ListBacktestAlarms>): Promise<Answer<ListBacktestAlarms>> {
    const { backtestId } = request;
    if (!(await this.backtests.find(backtestId, tx))) {
      throw Refusal.notFound('backtest', backtestId);
    }
    return { reply: await this.results.listAlarms(request, tx) };
  }
}
