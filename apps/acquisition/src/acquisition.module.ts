import { Module } from '@nestjs/common';
import { DatabaseModule } from '@libs/database';
import { MessagingModule } from '@libs/messaging';
import { JobsModule } from '@libs/jobs';
import { ConfigurationModule, type AgentProgram } from '@libs/runtime';
import { AcquisitionConfig } from './acquisition.config.js';
import { ReplayQuarantinedHandler } from './commands/replay-quarantined.command.js';
import { ResendReadingsHandler } from './commands/resend-readings.command.js';
import { KnowEpochOnMeterEpochStarted } from './handlers/know-epoch-on-meter-epoch-started.handler.js';
import { KnowSensorOnSensorChanged } from './handlers/know-sensor-on-sensor-changed.handler.js';
import { KnowSensorOnSensorRegistered } from './handlers/know-sensor-on-sensor-registered.handler.js';
import { RecordReadingsOnGatewayMessage } from './handlers/record-readings-on-gateway-message.handler.js';
import { RefuseReadingsOnSensorRetired } from './handlers/refuse-readings-on-sensor-retired.handler.js';
import { WatchConnectivityJob } from './jobs/watch-connectivity.job.js';
import { ConnectivityRepository } from './persistence/connectivity.repository.js';
import { GatewayRepository } from './persistence/gateway.repository.js';
import { HistoryRepository } from './persistence/history.repository.js';
import { MeterRepository } from './persistence/meter.repository.js';
import { QuarantineRepository } from './persistence/quarantine.repository.js';
import { ReadingRepository } from './persistence/reading.repository.js';
import { ReadingsLogRepository } from './persistence/readings-log.repository.js';
import { SensorRepository } from './persistence/sensor.repository.js';
import { CountReadingsHandler } from './queries/count-readings.query.js';
import { FindGatewayMessageHandler } from './queries/find-gateway-message.query.js';
import { GetEnergyHandler } from './queries/get-energy.query.js';
import { GetQuarantinedHandler } from './queries/get-quarantined.query.js';
import { GetReadingHandler } from './queries/get-reading.query.js';
import { GetSeriesHandler } from './queries/get-series.query.js';
import { ListGatewaysHandler } from './queries/list-gateways.query.js';
import { ListLatestValuesHandler } from './queries/list-latest-values.query.js';
import { ListReadingsHandler } from './queries/list-readings.query.js';
import { ListQuarantinedHandler } from './queries/list-quarantined.query.js';
import { ReadHistoryHandler } from './queries/read-history.query.js';
import { GatewayIntake } from './recording/gateway-intake.js';
import { AnnounceWatermarks } from './recording/announce-watermarks.js';
import { RecordMessages } from './recording/record-messages.js';
import { SensorDirectory } from './recording/sensor-directory.js';

const readers = [RecordReadingsOnGatewayMessage];
const handlers = [
  KnowEpochOnMeterEpochStarted,
  KnowSensorOnSensorRegistered,
  KnowSensorOnSensorChanged,
  RefuseReadingsOnSensorRetired,
];
const answers = [
  GetSeriesHandler,
  GetReadingHandler,
  ListReadingsHandler,
  ListLatestValuesHandler,
  FindGatewayMessageHandler,
  ListGatewaysHandler,
  ListQuarantinedHandler,
  GetQuarantinedHandler,
  ReplayQuarantinedHandler,
  ResendReadingsHandler,
  CountReadingsHandler,
  ReadHistoryHandler,
  GetEnergyHandler,
];

const jobs = [WatchConnectivityJob];

/** Data acquisition (ISO 13374): turns what gateways send into readings. */
@Module({
  imports: [
    ConfigurationModule.for('acquisition', AcquisitionConfig),
    DatabaseModule.forSchema('acquisition', []),
    MessagingModule.forAgent('acquisition', { readers, handlers, answers }),
    JobsModule.forAgent('acquisition', jobs),
  ],
  providers: [
    AnnounceWatermarks,
    ConnectivityRepository,
    GatewayIntake,
    GatewayRepository,
    HistoryRepository,
    MeterRepository,
    QuarantineRepository,
    ReadingRepository,
    ReadingsLogRepository,
    RecordMessages,
    SensorDirectory,
    SensorRepository,
    ...readers,
    ...handlers,
    ...answers,
    ...jobs,
  ],
})
export class AcquisitionModule {}

export const acquisition: AgentProgram = { agent: 'acquisition', module: AcquisitionModule };
