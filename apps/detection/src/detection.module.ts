import { Module } from '@nestjs/common';
import { DatabaseModule } from '@libs/database';
import { JobsModule } from '@libs/jobs';
import { MessagingModule } from '@libs/messaging';
import { ConfigurationModule, type AgentProgram } from '@libs/runtime';
import { EndBacktest } from './backtesting/end-backtest.js';
import { KnownHistory } from './backtesting/known-history.js';
import { RunBacktest } from './backtesting/run-backtest.js';
import { StoredReadings } from './backtesting/stored-readings.js';
import { ActivateVersionHandler } from './commands/versions/activate-version.command.js';
import { DraftVersionHandler } from './commands/versions/draft-version.command.js';
import { RetireVersionHandler } from './commands/versions/retire-version.command.js';
import { RollBackVersionHandler } from './commands/versions/roll-back-version.command.js';
import { ShadowVersionHandler } from './commands/versions/shadow-version.command.js';
import { CancelBacktestHandler } from './commands/backtests/cancel-backtest.command.js';
import { StartBacktestHandler } from './commands/backtests/start-backtest.command.js';
import { RevertAdjustmentHandler } from './commands/revert-adjustment.command.js';
import { RemoveLimitHandler } from './commands/remove-limit.command.js';
import { SetLimitHandler } from './commands/set-limit.command.js';
import { DetectionConfig } from './detection.config.js';
import { AdjustSensorsOnAlarmJudged } from './handlers/adjust-sensors-on-alarm-judged.handler.js';
import { AdjustSensorsOnCaseJudged } from './handlers/adjust-sensors-on-case-judged.handler.js';
import { DetectAnomaliesOnReadingsRecorded } from './handlers/detect-anomalies-on-readings-recorded.handler.js';
import { EndFindingsOnEquipmentRemoved } from './handlers/end-findings-on-equipment-removed.handler.js';
import { EndFindingsOnSensorRetired } from './handlers/end-findings-on-sensor-retired.handler.js';
import { KnowOperatorsOnAlarmPolicySet } from './handlers/know-operators-on-alarm-policy-set.handler.js';
import { KnowSensorOnSensorChanged } from './handlers/know-sensor-on-sensor-changed.handler.js';
import { KnowSensorOnSensorRegistered } from './handlers/know-sensor-on-sensor-registered.handler.js';
import { ForgetBacktestJob } from './jobs/forget-backtest.job.js';
import { RunBacktestJob } from './jobs/run-backtest.job.js';
import { AdjustmentRepository } from './persistence/adjustment.repository.js';
import { AnomalyRepository } from './persistence/anomaly.repository.js';
import { BacktestResultRepository } from './persistence/backtests/backtest-result.repository.js';
import { BacktestRepository } from './persistence/backtests/backtest.repository.js';
import { OldBacktestRepository } from './persistence/backtests/old-backtest.repository.js';
import { DetectorStateRepository } from './persistence/detector-state.repository.js';
import { LearnFromAnswer } from './learning/learn-from-answer.js';
import { FeedbackRepository } from './persistence/feedback.repository.js';
import { LimitRepository } from './persistence/limit.repository.js';
import { RetiredSensorRepository } from './persistence/retired-sensor.repository.js';
import { OperatorsRepository } from './persistence/operators.repository.js';
import { SensorFaultRepository } from './persistence/sensor-fault.repository.js';
import { SensorRepository } from './persistence/sensor.repository.js';
import { EpisodeRepository } from './persistence/versions/episode.repository.js';
import { SwitchRepository } from './persistence/versions/switch.repository.js';
import { VersionRepository } from './persistence/versions/version.repository.js';
import { DecidedRepository } from './persistence/versions/decided.repository.js';
import { CompareVersionHandler } from './queries/versions/compare-version.query.js';
import { GetVersionHandler } from './queries/versions/get-version.query.js';
import { ListShadowEpisodesHandler } from './queries/versions/list-shadow-episodes.query.js';
import { ListVersionsHandler } from './queries/versions/list-versions.query.js';
import { GetBacktestHandler } from './queries/backtests/get-backtest.query.js';
import { ListBacktestAlarmsHandler } from './queries/backtests/list-backtest-alarms.query.js';
import { ListBacktestsHandler } from './queries/backtests/list-backtests.query.js';
import { GetBandHandler } from './queries/get-band.query.js';
import { CountAnomaliesHandler } from './queries/count-anomalies.query.js';
import { GetAnomalyHandler } from './queries/get-anomaly.query.js';
import { ListAdjustmentsHandler } from './queries/list-adjustments.query.js';
import { ListAnomaliesHandler } from './queries/list-anomalies.query.js';
import { ListLimitsHandler } from './queries/list-limits.query.js';
import { ListDetectorsHandler } from './queries/list-detectors.query.js';
import { ListSensorFaultsHandler } from './queries/list-sensor-faults.query.js';
import { CompareVersion } from './versioning/compare-version.js';
import { SwitchVersions } from './versioning/switch-versions.js';
import { VersionsInForce } from './watching/versions-in-force.js';
import { RecordHappenings } from './watching/record-happenings.js';

const readers = [DetectAnomaliesOnReadingsRecorded];
const handlers = [
  KnowOperatorsOnAlarmPolicySet,
  KnowSensorOnSensorRegistered,
  KnowSensorOnSensorChanged,
  EndFindingsOnSensorRetired,
  EndFindingsOnEquipmentRemoved,
  AdjustSensorsOnAlarmJudged,
  AdjustSensorsOnCaseJudged,
];
const answers = [
  ListAnomaliesHandler,
  GetAnomalyHandler,
  SetLimitHandler,
  RemoveLimitHandler,
  ListLimitsHandler,
  CountAnomaliesHandler,
  ListSensorFaultsHandler,
  ListDetectorsHandler,
  StartBacktestHandler,
  GetBacktestHandler,
  ListBacktestsHandler,
  CancelBacktestHandler,
  ListBacktestAlarmsHandler,
  GetBandHandler,
  ListAdjustmentsHandler,
  RevertAdjustmentHandler,
  ListVersionsHandler,
  GetVersionHandler,
  DraftVersionHandler,
  ShadowVersionHandler,
  ActivateVersionHandler,
  RetireVersionHandler,
  RollBackVersionHandler,
  ListShadowEpisodesHandler,
  CompareVersionHandler,
];
const jobs = [ForgetBacktestJob, RunBacktestJob];

/** State detection (ISO 13374): turns readings into anomalies. */
@Module({
  imports: [
    ConfigurationModule.for('detection', DetectionConfig),
    DatabaseModule.forSchema('detection', []),
    MessagingModule.forAgent('detection', { readers, handlers, answers }),
    JobsModule.forAgent('detection', jobs),
  ],
  providers: [
    AdjustmentRepository,
    AnomalyRepository,
    BacktestRepository,
    BacktestResultRepository,
    CompareVersion,
    DecidedRepository,
    DetectorStateRepository,
    EndBacktest,
    EpisodeRepository,
    FeedbackRepository,
    LearnFromAnswer,
    KnownHistory,
    LimitRepository,
    OldBacktestRepository,
    OperatorsRepository,
    RecordHappenings,
    RetiredSensorRepository,
    RunBacktest,
    SensorFaultRepository,
    SensorRepository,
    StoredReadings,
    SwitchRepository,
    SwitchVersions,
    VersionRepository,
    VersionsInForce,
    ...readers,
    ...handlers,
    ...answers,
    ...jobs,
  ],
})
export class DetectionModule {}

export const detection: AgentProgram = { agent: 'detection', module: DetectionModule };
