import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { DatabaseModule } from '@libs/database';
import { Discovery, MessagingModule } from '@libs/messaging';
import { ConfigurationModule, type AgentProgram } from '@libs/runtime';
import { StorageModule } from '@libs/storage';
import { AgentsController } from './agents/agents.controller.js';
import { AlarmRulesController } from './alarms/alarm-rules.controller.js';
import { RuleProposalsController } from './alarms/rule-proposals.controller.js';
import { AlarmStepsController } from './alarms/alarm-steps.controller.js';
import { AlarmsController } from './alarms/alarms.controller.js';
import { AlertsController } from './alerts/alerts.controller.js';
import { FindAlerts } from './alerts/find-alerts.js';
import { AnalyticsController } from './analytics/analytics.controller.js';
import { EquipmentStatesController } from './analytics/equipment-states.controller.js';
import { ApiKeysController } from './api-keys/api-keys.controller.js';
import { IssueApiKey } from './api-keys/issue-api-key.js';
import { RevokeApiKey } from './api-keys/revoke-api-key.js';
import { Authentication } from './auth/authentication.js';
import { PermissionGuard } from './auth/permission-guard.js';
import { Standing } from './auth/standing.js';
import { Tokens } from './auth/tokens.js';
import { BoardGuard } from './board/board-guard.js';
import { BoardLoginController } from './board/board-login.controller.js';
import { BoardTrail } from './board/board-trail.js';
import { Board } from './board/board.js';
import { CalendarFeedController } from './calendars/calendar-feed.controller.js';
import { CalendarsController } from './calendars/calendars.controller.js';
import { CasesController } from './cases/cases.controller.js';
import { Changes } from './changes/changes.js';
import { ContactsController } from './contacts/contacts.controller.js';
import { AnomaliesController } from './detection/anomalies.controller.js';
import { AdjustmentsController } from './detection/adjustments.controller.js';
import { BandController } from './detection/band.controller.js';
import { BacktestsController } from './detection/backtests.controller.js';
import { DetectorsController } from './detection/detectors.controller.js';
import { SensorFaultsController } from './detection/sensor-faults.controller.js';
import { LimitsController } from './detection/limits.controller.js';
import { ReceiveFile } from './documents/receive-file.js';
import { SendDocument } from './documents/send-document.js';
import { ThingDocuments } from './documents/thing-documents.js';
import { UploadDocument } from './documents/upload-document.js';
import { UploadsConfig } from './documents/uploads.config.js';
import { EdgesConfig } from './edges/edges.config.js';
import { BareEquipmentController } from './equipment/bare-equipment.controller.js';
import { DescribeEquipment } from './equipment/describe-equipment.js';
import { EquipmentDocumentsController } from './equipment/equipment-documents.controller.js';
import { EquipmentHealthController } from './equipment/equipment-health.controller.js';
import { EquipmentStateController } from './equipment/equipment-state.controller.js';
import { TellTelemetry } from './equipment/tell-telemetry.js';
import { TakeTelemetry } from './equipment/take-telemetry.js';
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
import { EquipmentInspectionsController } from './inspections/equipment-inspections.controller.js';
import { InspectionDocumentsController } from './inspections/inspection-documents.controller.js';
import { InspectionRoundsController } from './inspections/inspection-rounds.controller.js';
import { InspectionStepsController } from './inspections/inspection-steps.controller.js';
import { InspectionTemplatesController } from './inspections/inspection-templates.controller.js';
import { InspectionsController } from './inspections/inspections.controller.js';
import { LabelsConfig } from './labels/labels.config.js';
import { LabelsController } from './labels/labels.controller.js';
import { LiveController } from './live/live.controller.js';
import { LiveEvents } from './live/live-events.js';
import { LocationsController } from './locations/locations.controller.js';
import { MachinesController } from './machines/machines.controller.js';
import { MaintenanceRecordsController } from './maintenance/maintenance-records.controller.js';
import { PartsController } from './maintenance/parts.controller.js';
import { QualificationsController } from './maintenance/qualifications.controller.js';
import { SafetyPlansController } from './maintenance/safety-plans.controller.js';
import { ReportFault } from './maintenance/report-fault.js';
import { WorkRequestDocumentsController } from './maintenance/work-request-documents.controller.js';
import { WorkRequestsController } from './maintenance/work-requests.controller.js';
import { NotificationsController } from './notifications/notifications.controller.js';
import { ExternalTokens } from './oidc/external-tokens.js';
import { LinkIdentity } from './oidc/link-identity.js';
import { UnlinkIdentity } from './oidc/unlink-identity.js';
import { UserIdentitiesController } from './oidc/user-identities.controller.js';
import { OverviewController } from './overview/overview.controller.js';
import { AccountRepository } from './persistence/account.repository.js';
import { ApiKeyRepository } from './persistence/api-key.repository.js';
import { EventLogRepository } from './persistence/event-log.repository.js';
import { IdentityRepository } from './persistence/identity.repository.js';
import { RoleRepository } from './persistence/role.repository.js';
import { SessionRepository } from './persistence/session.repository.js';
import { StandingRepository } from './persistence/standing.repository.js';
import { TenantRepository } from './persistence/tenant.repository.js';
import { MaintenancePlansController } from './plans/maintenance-plans.controller.js';
import { PlanOccurrencesController } from './plans/plan-occurrences.controller.js';
import { PlanVersionsController } from './plans/plan-versions.controller.js';
import { Counters } from './rate-limits/counters.js';
import { RateLimitGuard } from './rate-limits/rate-limit-guard.js';
import { RateLimits } from './rate-limits/rate-limits.js';
import { RateLimitsConfig } from './rate-limits/rate-limits.config.js';
import { SignInLimiter } from './rate-limits/sign-in-limiter.js';
import { DeviceCredentialsController } from './readings/device-credentials.controller.js';
import { GatewaysController } from './readings/gateways.controller.js';
import { ReadingsController } from './readings/readings.controller.js';
import { ReadingsIntake } from './readings/readings-intake.js';
import { ChangeRoles } from './roles/change-roles.js';
import { Rank } from './roles/rank.js';
import { RolesController } from './roles/roles.controller.js';
import { EquipmentSensorsController } from './sensors/equipment-sensors.controller.js';
import { SensorsController } from './sensors/sensors.controller.js';
import { EndSessions } from './sessions/end-sessions.js';
import { OwnSessionsController } from './sessions/own-sessions.controller.js';
import { Sessions } from './sessions/sessions.js';
import { AuditController } from './audit/audit.controller.js';
import { Attempts } from './sign-in/attempts.js';
import { AuthController } from './sign-in/auth.controller.js';
import { ChangeOwnPassword } from './sign-in/change-own-password.js';
import { Fingerprints } from './sign-in/fingerprints.js';
import { Grant } from './sign-in/grant.js';
import { Login } from './sign-in/login.js';
import { Refresh } from './sign-in/refresh.js';
import { SignOut } from './sign-in/sign-out.js';
import { Verify } from './sign-in/verify.js';
import { ExportsController } from './tables/exports.controller.js';
import { ImportsController } from './tables/imports.controller.js';
import { TakeTable } from './tables/take-table.js';
import { FirstStart } from './tenants/first-start.js';
import { Story } from './traces/story.js';
import { TracesController } from './traces/traces.controller.js';
import { AddUser } from './users/add-user.js';
import { ChangeUser } from './users/change-user.js';
import { LockUser } from './users/lock-user.js';
import { SetPassword } from './users/set-password.js';
import { UserSessionsController } from './users/user-sessions.controller.js';
import { UsersController } from './users/users.controller.js';
import { WorkOrderCostsController } from './work-orders/work-order-costs.controller.js';
import { WorkOrderDocumentsController } from './work-orders/work-order-documents.controller.js';
import { WorkOrderPlanningController } from './work-orders/work-order-planning.controller.js';
import { WorkOrderStepsController } from './work-orders/work-order-steps.controller.js';
import { WorkOrderTasksController } from './work-orders/work-order-tasks.controller.js';
import { WorkOrderTogetherController } from './work-orders/work-order-together.controller.js';
import { WorkOrdersController } from './work-orders/work-orders.controller.js';
import { WorkPolicyController } from './work-orders/work-policy.controller.js';

/** Every way in over HTTP. */
export const controllers = [
  AlertsController,
  BareEquipmentController,
  EquipmentController,
  EquipmentHealthController,
  EquipmentStateController,
  EquipmentDocumentsController,
  LabelsController,
  LocationsController,
  MachinesController,
  ImportsController,
  ExportsController,
  EquipmentSensorsController,
  SensorsController,
  ReadingsController,
  GatewaysController,
  DeviceCredentialsController,
  AnomaliesController,
  LimitsController,
  SensorFaultsController,
  AdjustmentsController,
  BacktestsController,
  BandController,
  DetectorsController,
  AlarmsController,
  AlarmStepsController,
  RuleProposalsController,
  AlarmRulesController,
  CasesController,
  WorkOrdersController,
  WorkOrderDocumentsController,
  WorkOrderPlanningController,
  WorkOrderStepsController,
  WorkOrderCostsController,
  WorkOrderTasksController,
  WorkOrderTogetherController,
  CalendarFeedController,
  CalendarsController,
  WorkPolicyController,
  MaintenancePlansController,
  PlanOccurrencesController,
  PlanVersionsController,
  MaintenanceRecordsController,
  PartsController,
  QualificationsController,
  SafetyPlansController,
  WorkRequestsController,
  WorkRequestDocumentsController,
  NotificationsController,
  ContactsController,
  AnalyticsController,
  EquipmentStatesController,
  OverviewController,
  TracesController,
  EquipmentInspectionsController,
  InspectionRoundsController,
  InspectionStepsController,
  InspectionTemplatesController,
  InspectionsController,
  InspectionDocumentsController,
  LiveController,
  AuditController,
  AgentsController,
  AuthController,
  OwnSessionsController,
  UsersController,
  UserSessionsController,
  UserIdentitiesController,
  RolesController,
  ApiKeysController,
  HealthController,
  BoardLoginController,
];

/** HTTP for people and dashboards, and the story of every event. */
@Module({
  imports: [
    ConfigurationModule.for('gateway', GatewayConfig),
    ConfigurationModule.for('gateway', EdgesConfig),
    ConfigurationModule.for('gateway', RateLimitsConfig),
    ConfigurationModule.for('gateway', LabelsConfig),
    ConfigurationModule.for('gateway', UploadsConfig),
    DatabaseModule.forSchema('gateway', []),
    MessagingModule.forAgent('gateway', { readers: [EventLogReader] }),
    StorageModule.forAgent('gateway'),
  ],
  controllers,
  providers: [
    { provide: APP_GUARD, useClass: PermissionGuard },
    { provide: APP_GUARD, useClass: RateLimitGuard },
    { provide: APP_PIPE, useClass: ContractPipe },
    { provide: APP_INTERCEPTOR, useClass: EnvelopeInterceptor },
    { provide: APP_FILTER, useClass: ProblemFilter },
    AccountRepository,
    AddUser,
    AgentsClient,
    ApiKeyRepository,
    Attempts,
    Authentication,
    Board,
    BoardGuard,
    BoardTrail,
    ChangeOwnPassword,
    ChangeRoles,
    ChangeUser,
    Changes,
    Counters,
    DescribeEquipment,
    Discovery,
    EndSessions,
    EventLogReader,
    EventLogRepository,
    ExternalTokens,
    Fingerprints,
    FirstStart,
    Grant,
    IdentityRepository,
    IssueApiKey,
    LinkIdentity,
    LiveEvents,
    LockUser,
    Login,
    Rank,
    RateLimits,
    ReadingsIntake,
    ReceiveFile,
    Refresh,
    RevokeApiKey,
    RoleRepository,
    RouteTable,
    SendDocument,
    SessionRepository,
    Sessions,
    SetPassword,
    UnlinkIdentity,
    SignInLimiter,
    SignOut,
    Standing,
    StandingRepository,
    Story,
    FindAlerts,
    TakeTable,
    TakeTelemetry,
    TellTelemetry,
    TenantRepository,
    Tokens,
    ReportFault,
    ThingDocuments,
    UploadDocument,
    Verify,
  ],
})
export class GatewayModule {}

export const gateway: AgentProgram = {
  agent: 'gateway',
  module: GatewayModule,
  http: gatewayHttp,
};
