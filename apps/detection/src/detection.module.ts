import { Module } from '@nestjs/common';
import { DatabaseModule } from '@libs/database';
import { MessagingModule } from '@libs/messaging';
import { ConfigurationModule, type AgentProgram } from '@libs/runtime';
import { RemoveLimitHandler } from './commands/remove-limit.command.js';
import { SetLimitHandler } from './commands/set-limit.command.js';
import { DetectionConfig } from './detection.config.js';
import { DetectAnomaliesOnReadingsRecorded } from './handlers/detect-anomalies-on-readings-recorded.handler.js';
import { KnowSensorOnSensorChanged } from './handlers/know-sensor-on-sensor-changed.handler.js';
import { KnowSensorOnSensorRegistered } from './handlers/know-sensor-on-sensor-registered.handler.js';
import { RemoveLimitsOnSensorRetired } from './handlers/remove-limits-on-sensor-retired.handler.js';
import { AnomalyRepository } from './persistence/anomaly.repository.js';
import { DetectorStateRepository } from './persistence/detector-state.repository.js';
import { LimitRepository } from './persistence/limit.repository.js';
import { SensorFaultRepository } from './persistence/sensor-fault.repository.js';
import { SensorRepository } from './persistence/sensor.repository.js';
import { CountAnomaliesHandler } from './queries/count-anomalies.query.js';
import { GetAnomalyHandler } from './queries/get-anomaly.query.js';
import { ListAnomaliesHandler } from './queries/list-anomalies.query.js';
import { ListLimitsHandler } from './queries/list-limits.query.js';
import { ListDetectorsHandler } from './queries/list-detectors.query.js';
import { ListSensorFaultsHandler } from './queries/list-sensor-faults.query.js';
import { RecordHappenings } from './watching/record-happenings.js';

const readers = [DetectAnomaliesOnReadingsRecorded];
const handlers = [
  KnowSensorOnSensorRegistered,
  KnowSensorOnSensorChanged,
  RemoveLimitsOnSensorRetired,
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
];

/** State detection (ISO 13374): turns readings into anomalies. */
@Module({
  imports: [
    ConfigurationModule.for('detection', DetectionConfig),
    DatabaseModule.forSchema('detection', []),
    MessagingModule.forAgent('detection', { readers, handlers, answers }),
  ],
  providers: [
    AnomalyRepository,
    DetectorStateRepository,
    LimitRepository,
    RecordHappenings,
    SensorFaultRepository,
    SensorRepository,
    ...readers,
    ...handlers,
    ...answers,
  ],
})
export class DetectionModule {}

export const detection: AgentProgram = { agent: 'detection', module: DetectionModule };
