import { appliesTo } from '@libs/alarm-rules';
import {
  BacktestStarted,
  draft,
  ListAlarmRules,
  StartBacktest,
  type AlarmRuleDefinition,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import {
  Answers,
  Refusal,
  RequestClient,
  type Answer,
  type Call,
  type Caller,
  type RequestHandler,
} from '@libs/messaging';
import { currentTrace } from '@libs/runtime';
import { faultOfSettings } from '@libs/watch';
import { v7 as uuidv7 } from 'uuid';
import { backtestEvent } from '../../backtesting/end-backtest.js';
import { windowOf } from '../../backtesting/window.js';
import type { Version } from '../../domain/versions/version.js';
import { backtestView } from '../../persistence/backtests/backtest-view.js';
import { BacktestRepository } from '../../persistence/backtests/backtest.repository.js';
import { SensorRepository } from '../../persistence/sensor.repository.js';
import { VersionRepository } from '../../persistence/versions/version.repository.js';

const MOST_WAITING = 10;
const LONGEST_DAYS = 366;

@Answers(StartBacktest)
export class StartBacktestHandler implements RequestHandler<StartBacktest> {
  constructor(
    private readonly backtests: BacktestRepository,
    private readonly sensors: SensorRepository,
    private readonly versions: VersionRepository,
    private readonly requests: RequestClient,
  ) {}

  async execute({ request, caller, tx }: Call<StartBacktest>): Promise<Answer<StartBacktest>> {
    const { learnDays = 7, leadHours = 168 } = request;
    const version = await this.versionOf(request, tx);
    const settings = version?.settings ?? request.settings ?? {};
    const { from, to } = windowOf(request, LONGEST_DAYS);
    const message = faultOfSettings(settings);
    if (message !== null) throw refuse('settings.alarmFrom', message);
    const rule = request.rule ? await this.ruleOf(request.rule, caller) : null;
    const equipmentIds = await this.machines(request.equipmentIds, rule, tx);
    if ((await this.backtests.countActive(tx)) >= MOST_WAITING) {
      throw Refusal.conflict(`${MOST_WAITING} backtests wait already; one has to end first.`, []);
    }
    const id = uuidv7();
    const started = await this.backtests.add(
      {
        ...{ id, from, to, learnDays, leadHours, settings, rule, requestedBy: caller.name },
        detectorVersion: version?.number ?? null,
        versionId: version?.id ?? null,
        versionKind: version?.kind ?? null,
        ruleId: request.rule?.ruleId ?? null,
        ruleVersion: request.rule?.version ?? null,
        correlationId: currentTrace()?.correlationId ?? id,
        createdAt: new Date(),
      },
      equipmentIds,
      tx,
    );
    const about = { subject: `backtest/${id}`, correlationId: started.correlationId };
    const events = [draft(BacktestStarted, backtestEvent(started), about)];
    return { reply: backtestView(started), events };
  }

  private async versionOf(
    { versionId, settings }: StartBacktest,
    tx: Transaction,
  ): Promise<Version | undefined> {
    if (versionId === undefined) return undefined;
    if (settings) throw refuse('settings', 'settings are those of the version');
    const found = await this.versions.find(versionId, tx);
    if (!found) throw refuse('versionId', `There is no version ${versionId}.`);
    return found;
  }

  private async ruleOf(
    { ruleId, version }: { ruleId: string; version: number },
    caller: Caller,
  ): Promise<AlarmRuleDefinition> {
    const known = await this.requests.ask(ListAlarmRules, { ruleId, pageSize: 100 }, caller);
    const found = known.items.find((each) => each.version === version);
    if (!found) throw refuse('rule.version', `There is no version ${version} of the rule.`);
    return found.definition;
  }

  private async machines(
    asked: readonly string[] | undefined,
    rule: AlarmRuleDefinition | null,
    tx: Transaction,
  ): Promise<string[]> {
    const known = await this.sensors.equipmentIds(tx);
    const stranger = asked?.find((each) => !known.includes(each));
    if (stranger !== undefined) {
      throw refuse('equipmentIds', `No machine with sensors is called ${stranger}.`);
    }
    const wanted = [...new Set(asked ?? known)].filter((id) => !rule || appliesTo(rule, id));
    if (wanted.length > 0) return wanted;
    throw refuse('equipmentIds', 'There is no machine with sensors to judge.');
  }
}

const refuse = (field: string, message: string): Refusal => Refusal.invalid([{ field, message }]);
