import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { DatabaseModule } from '@libs/database';
import { Discovery, MessagingModule } from '@libs/messaging';
import { ConfigurationModule, type AgentProgram } from '@libs/runtime';
import { AgentsController } from './agents/agents.controller.js';
import { AlarmsController } from './alarms/alarms.controller.js';
import { AuthController } from './auth/auth.controller.js';
import { Authentication } from './auth/authentication.js';
import { FirstStart } from './auth/first-start.js';
import { Login } from './auth/login.js';
import { LoginAttempts } from './auth/login-attempts.js';
import { PermissionGuard } from './auth/permission-guard.js';
import { Tokens } from './auth/tokens.js';
import { BoardGuard } from './board/board-guard.js';
import { BoardLoginController } from './board/board-login.controller.js';
import { Board } from './board/board.js';
import { CasesController } from './cases/cases.controller.js';
import { ContactsController } from './contacts/contacts.controller.js';
import { AnomaliesController } from './detection/anomalies.controller.js';
import { LimitsController } from './detection/limits.controller.js';
import { EquipmentController } from './equipment/equipment.controller.js';
import { EventLogReader } from './event-log/event-log-reader.js';
import { gatewayHttp } from './gateway-http.js';
import { GatewayConfig } from './gateway.config.js';
import { HealthController } from './health/health.controller.js';
import { AgentsClient } from './http/agents-client.js';
import { ContractPipe } from './http/contract-pipe.js';
import { EnvelopeInterceptor } from './http/envelope.js';
import { ProblemFilter } from './http/problem-filter.js';
import { RouteTable } from './http/route-table.js';
import { LiveController } from './live/live.controller.js';
import { LiveEvents } from './live/live-events.js';
import { NotificationsController } from './notifications/notifications.controller.js';
import { OverviewController } from './overview/overview.controller.js';
import { AccountRepository } from './persistence/account.repository.js';
import { EventLogRepository } from './persistence/event-log.repository.js';
import { GatewaysController } from './readings/gateways.controller.js';
import { ReadingsController } from './readings/readings.controller.js';
import { ReadingsIntake } from './readings/readings-intake.js';
import { EquipmentSensorsController } from './sensors/equipment-sensors.controller.js';
import { SensorsController } from './sensors/sensors.controller.js';
import { Story } from './traces/story.js';
import { TracesController } from './traces/traces.controller.js';
import { UsersController } from './users/users.controller.js';
import { WorkOrderStepsController } from './work-orders/work-order-steps.controller.js';
import { WorkOrdersController } from './work-orders/work-orders.controller.js';

/** Every way in over HTTP. */
export const controllers = [
  EquipmentController,
  EquipmentSensorsController,
  SensorsController,
  ReadingsController,
  GatewaysController,
  AnomaliesController,
  LimitsController,
  AlarmsController,
  CasesController,
  WorkOrdersController,
  WorkOrderStepsController,
  NotificationsController,
  ContactsController,
  OverviewController,
  TracesController,
  LiveController,
  AgentsController,
  AuthController,
  UsersController,
  HealthController,
  BoardLoginController,
];

/** HTTP for people and dashboards, and the story of every event. */
@Module({
  imports: [
    ConfigurationModule.for('gateway', GatewayConfig),
    DatabaseModule.forSchema('gateway', []),
    MessagingModule.forAgent('gateway', { readers: [EventLogReader] }),
  ],
  controllers,
  providers: [
    { provide: APP_GUARD, useClass: PermissionGuard },
    { provide: APP_PIPE, useClass: ContractPipe },
    { provide: APP_INTERCEPTOR, useClass: EnvelopeInterceptor },
    { provide: APP_FILTER, useClass: ProblemFilter },
    AccountRepository,
    AgentsClient,
    Authentication,
    Board,
    BoardGuard,
    Discovery,
    EventLogReader,
    EventLogRepository,
    FirstStart,
    LiveEvents,
    Login,
    LoginAttempts,
    ReadingsIntake,
    RouteTable,
    Story,
    Tokens,
  ],
})
export class GatewayModule {}

export const gateway: AgentProgram = {
  agent: 'gateway',
  module: GatewayModule,
  http: gatewayHttp,
};
