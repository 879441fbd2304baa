import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { alarmLoad } from '@libs/alarm-rules';
import { GetAlarmPolicy } from '@libs/contracts';
import { UnitOfWork, type Transaction } from '@libs/database';
import { Outbox, RequestClient, type Caller } from '@libs/messaging';
import { always, inPlaceOf, tellingOf, type Ways } from '@libs/watch';
import { DetectionConfig } from '../detection.config.js';
import { learnFrom, leadMsOf, type Backtest } from '../domain/backtests/backtest.js';
import { judgeAlarms } from '../domain/backtests/judge-alarms.js';
import { MachineReplay } from '../domain/backtests/machine-replay.js';
import { BacktestResultRepository } from '../persistence/backtests/backtest-result.repository.js';
import { BacktestRepository } from '../persistence/backtests/backtest.repository.js';
import { AdjustmentRepository } from '../persistence/adjustment.repository.js';
import { FeedbackRepository } from '../persistence/feedback.repository.js';
import { LimitRepository } from '../persistence/limit.repository.js';
import { OperatorsRepository } from '../persistence/operators.repository.js';
import { VersionsInForce } from '../watching/versions-in-force.js';
import { EndBacktest } from './end-backtest.js';
import { KnownHistory } from './known-history.js';
import { StoredReadings } from './stored-readings.js';

/** More than these nobody reads, and no plant bears. */
const MOST_ALARMS = 100_000;
const TOO_MANY = `More than ${MOST_ALARMS} alarms would have been raised; a shorter window tells more.`;

type Went = 'on' | 'to the end' | 'stopped';

/** Goes on with a backtest machine by machine; one that was broken off is judged anew from its first reading. */
@Injectable()
export class RunBacktest {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly requests: RequestClient,
    private readonly backtests: BacktestRepository,
    private readonly results: BacktestResultRepository,
    private readonly limits: LimitRepository,
    private readonly adjustments: AdjustmentRepository,
    private readonly versions: VersionsInForce,
    private readonly feedback: FeedbackRepository,
    private readonly readings: StoredReadings,
    private readonly history: KnownHistory,
    private readonly ending: EndBacktest,
    private readonly operators: OperatorsRepository,
    private readonly config: DetectionConfig,
  ) {}

  async run(row: Backtest, caller: Caller, stopping: AbortSignal): Promise<void> {
    await this.limits.refresh();
    await this.adjustments.refresh();
    await this.versions.refresh();
    let went: Went = 'on';
    while (went === 'on') went = await this.nextMachine(row, caller, stopping);
    if (went === 'stopped') {
      await this.within(caller, (tx) => this.backtests.release(row.id, row.attempt, tx));
    }
  }

  private async nextMachine(row: Backtest, caller: Caller, stopping: AbortSignal): Promise<Went> {
    const equipmentId = await this.within(caller, (tx) => this.results.nextMachine(row.id, tx));
    if (equipmentId === undefined) return this.finish(row, caller);
    const replay = this.replayOf(row, equipmentId, caller);
    const stretch = { equipmentId, from: learnFrom(row), to: row.to };
    let readings = 0;
    for await (const page of this.readings.read(stretch, caller)) {
      for (const { sensor, reading } of page) replay.observe(sensor, reading);
      readings += page.length;
      if (replay.alarms.length > MOST_ALARMS) return this.fail(row, caller);
      if (stopping.aborted) return 'stopped';
      const held = await this.within(caller, (tx) => this.backtests.hold(row.id, row.attempt, tx));
      if (!held) return 'to the end';
      await nextTurn();
    }
    const judged = await this.within(caller, (tx) => this.feedback.judgedOf(equipmentId, row, tx));
    const failures = await this.history.failuresOf(equipmentId, row, judged, caller);
    const verdict = judgeAlarms(replay.alarms, failures, judged, leadMsOf(row));
    return this.within(caller, async (tx): Promise<Went> => {
      if (!(await this.backtests.hold(row.id, row.attempt, tx))) return 'to the end';
      await this.results.keep({ id: row.id, equipmentId }, replay.alarms, verdict, tx);
      await this.backtests.advance(row.id, readings, tx);
      return stopping.aborted ? 'stopped' : 'on';
    });
  }

  private replayOf(row: Backtest, equipmentId: string, { tenantId }: Caller): MachineReplay {
    return new MachineReplay({
      equipmentId,
      fromMs: row.from.getTime(),
      ways: this.waysOf(row, tenantId),
      adjustmentsOf: (sensorId) => this.adjustments.of(sensorId),
      rule: row.rule,
      limitsOf: (sensorId) => this.limits.of(sensorId),
    });
  }

  /** A stored version is judged beside what told of the other kind at that time. */
  private waysOf({ settings, versionKind }: Backtest, tenantId: string): Ways {
    const telling = tellingOf(settings);
    if (versionKind) return inPlaceOf(this.versions.of(tenantId), versionKind, telling);
    const machines = settings.machines ?? this.config.machineDetector;
    return always({ sensor: telling, machine: telling, machines });
  }

  private async finish(row: Backtest, caller: Caller): Promise<Went> {
    const { operators } = await this.requests.ask(GetAlarmPolicy, {}, caller);
    await this.within(caller, async (tx) => {
      if (!(await this.backtests.hold(row.id, row.attempt, tx))) return;
      await this.operators.saveIfUnknown(operators, tx);
      const counted = await this.results.count(row.id, row.from, tx);
      if (counted.alarms > MOST_ALARMS) return this.tellFailed(row, tx);
      const load = alarmLoad(counted.alarms, operators, row.to.getTime() - row.from.getTime());
      const result = { ...counted, operators, ...load };
      const { events } = await this.ending.end(row.id, 'done', { result }, tx);
      await this.outbox.add(tx, events);
    });
    this.outbox.wake();
    return 'to the end';
  }

  private async fail(row: Backtest, caller: Caller): Promise<Went> {
    await this.within(caller, async (tx) => {
      if (await this.backtests.hold(row.id, row.attempt, tx)) await this.tellFailed(row, tx);
    });
    this.outbox.wake();
    return 'to the end';
  }

  private async tellFailed(row: Backtest, tx: Transaction): Promise<void> {
    const { events } = await this.ending.end(row.id, 'failed', { reason: TOO_MANY }, tx);
    await this.outbox.add(tx, events);
  }

  private within<T>({ tenantId }: Caller, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.unitOfWork.run(tenantId, work);
  }
}
