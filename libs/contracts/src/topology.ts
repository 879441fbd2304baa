import type { ContractClass } from './envelope/event-contract.js';
import { eventContractOf } from './envelope/event-contract.js';
import { requestContractOf } from './envelope/request-contract.js';
import * as access from './access/index.js';
import * as acquisition from './acquisition/index.js';
import * as alarms from './alarms/index.js';
import * as analytics from './analytics/index.js';
import * as assets from './assets/index.js';
import * as audit from './audit/index.js';
import * as detection from './detection/index.js';
import * as gateway from './gateway/index.js';
import * as maintenance from './maintenance/index.js';
import * as notification from './notification/index.js';

/** The logs that are read by position: what gateways send, what was recorded, every event. */
export type LogName = 'INGEST' | 'READINGS' | 'EVENTS';

/** How many partitions each log has; it never changes while there is data. */
export const PARTITIONS: Readonly<Record<LogName, number>> = { INGEST: 8, READINGS: 16, EVENTS: 1 };

/** One agent: what reaches it, what it answers, what it tells. */
export interface AgentRow {
  readonly agent: string;
  readonly does: string;
  /** The log it reads by position. */
  readonly reads?: LogName;
  /** The log it appends to through its outbox. */
  readonly appends?: LogName;
  readonly consumes: readonly ContractClass[];
  readonly answers: readonly ContractClass[];
  readonly publishes: readonly ContractClass[];
  /** Agents whose requests it may send. */
  readonly asks: readonly string[];
  /** BullMQ queues of timed and slow work. */
  readonly queues: readonly string[];
}

const row = (agent: string, does: string, rest: Partial<AgentRow>): AgentRow => ({
  agent,
  does,
  consumes: [],
  answers: [],
  publishes: [],
  asks: [],
  queues: [],
  ...rest,
});

/** The system on one screen, in the order the data travels. */
export const topology: readonly AgentRow[] = [
  row('assets', 'knows what equipment, locations and sensors there are, and how equipment is', {
    consumes: [
      maintenance.WorkOrderCreated,
      maintenance.WorkOrderStarted,
      maintenance.WorkOrderCompleted,
      maintenance.WorkOrderCancelled,
      acquisition.EquipmentConnectivityChanged,
      alarms.CaseOpened,
      alarms.CaseTriaged,
      alarms.CaseReopened,
      alarms.CaseResolved,
      alarms.CaseMarkedFalsePositive,
      alarms.CaseMerged,
    ],
    answers: [
      assets.RegisterEquipment,
      assets.GetEquipment,
      assets.ListEquipment,
      assets.ChangeEquipment,
      assets.ReplaceEquipment,
      assets.RemoveEquipment,
      assets.SetEquipmentState,
      assets.MoveEquipment,
      assets.CountEquipment,
      assets.ListEquipmentHistory,
      assets.GetEquipmentTag,
      assets.RotateEquipmentTag,
      assets.FindEquipmentByTag,
      assets.AssignEquipment,
      assets.EndAssignment,
      assets.ListAssignments,
      assets.AddDocument,
      assets.RemoveDocument,
      assets.ListDocuments,
      assets.RegisterLocation,
      assets.ChangeLocation,
      assets.RemoveLocation,
      assets.GetLocation,
      assets.ListLocations,
      assets.RegisterSensor,
      assets.GetSensor,
      assets.ListSensors,
      assets.ChangeSensor,
      assets.RetireSensor,
      assets.StartMeterEpoch,
      assets.ListMeterEpochs,
    ],
    publishes: [
      assets.EquipmentRegistered,
      assets.EquipmentChanged,
      assets.EquipmentStateChanged,
      assets.EquipmentMoved,
      assets.EquipmentRemoved,
      assets.EquipmentTagRotated,
      assets.AssignmentStarted,
      assets.AssignmentEnded,
      assets.DocumentAdded,
      assets.DocumentRemoved,
      assets.LocationRegistered,
      assets.LocationChanged,
      assets.LocationRemoved,
      assets.SensorRegistered,
      assets.SensorChanged,
      assets.SensorRetired,
      assets.MeterEpochStarted,
    ],
  }),
  row('acquisition', 'records readings and tells gateways what it refused', {
    reads: 'INGEST',
    appends: 'READINGS',
    consumes: [assets.SensorRegistered, assets.SensorChanged, assets.SensorRetired],
    answers: [
      acquisition.GetSeries,
      acquisition.GetReading,
      acquisition.ListLatestValues,
      acquisition.FindGatewayMessage,
      acquisition.ListGateways,
      acquisition.ListQuarantined,
      acquisition.GetQuarantined,
      acquisition.ReplayQuarantined,
      acquisition.ResendReadings,
      acquisition.CountReadings,
    ],
    publishes: [
      acquisition.ReadingRejected,
      acquisition.ReadingsRecorded,
      acquisition.EquipmentConnectivityChanged,
    ],
    asks: ['assets'],
    queues: ['watch-connectivity'],
  }),
  row('detection', 'finds readings that are not normal', {
    reads: 'READINGS',
    consumes: [assets.SensorRegistered, assets.SensorChanged, assets.SensorRetired],
    answers: [
      detection.ListAnomalies,
      detection.GetAnomaly,
      detection.SetLimit,
      detection.RemoveLimit,
      detection.ListLimits,
      detection.CountAnomalies,
      detection.ListSensorFaults,
    ],
    publishes: [
      detection.AnomalyDetected,
      detection.AnomalyExpired,
      detection.LimitExceeded,
      detection.LimitReturned,
      detection.SensorFaultDetected,
      detection.SensorFaultEnded,
    ],
    asks: ['acquisition', 'assets'],
  }),
  row('alarms', 'raises alarms, groups them into cases and triages these', {
    consumes: [
      assets.EquipmentRegistered,
      assets.EquipmentChanged,
      detection.AnomalyDetected,
      detection.AnomalyExpired,
      detection.LimitExceeded,
      detection.LimitReturned,
      detection.SensorFaultDetected,
      detection.SensorFaultEnded,
      maintenance.WorkOrderCreated,
      maintenance.WorkOrderStarted,
      maintenance.WorkOrderClosed,
      maintenance.WorkOrderCancelled,
    ],
    answers: [
      alarms.ListAlarms,
      alarms.GetAlarm,
      alarms.ListAlarmHistory,
      alarms.AcknowledgeAlarm,
      alarms.ShelveAlarm,
      alarms.UnshelveAlarm,
      alarms.SuppressAlarm,
      alarms.UnsuppressAlarm,
      alarms.TakeAlarmOutOfService,
      alarms.ReturnAlarmToService,
      alarms.ResetAlarm,
      alarms.CommentOnAlarm,
      alarms.GetAlarmPolicy,
      alarms.SetAlarmPolicy,
      alarms.GetAlarmKpis,
      alarms.ListCases,
      alarms.GetCase,
      alarms.ListCaseEvidence,
      alarms.ResolveCase,
      alarms.MarkCaseFalsePositive,
      alarms.MarkCaseDuplicate,
      alarms.ReopenCase,
      alarms.CountAlarms,
      alarms.ListAlarmRules,
      alarms.GetAlarmRule,
      alarms.DraftAlarmRule,
      alarms.ReviseAlarmRule,
      alarms.ShadowAlarmRule,
      alarms.ActivateAlarmRule,
      alarms.RetireAlarmRule,
    ],
    publishes: [
      alarms.AlarmRaised,
      alarms.AlarmReraised,
      alarms.AlarmSeverityRaised,
      alarms.AlarmAcknowledged,
      alarms.AlarmReturned,
      alarms.AlarmCleared,
      alarms.AlarmReset,
      alarms.AlarmCommented,
      alarms.AlarmShelved,
      alarms.AlarmUnshelved,
      alarms.AlarmSuppressed,
      alarms.AlarmUnsuppressed,
      alarms.AlarmFloodStarted,
      alarms.AlarmFloodEnded,
      alarms.CaseOpened,
      alarms.CaseTriaged,
      alarms.CaseResolved,
      alarms.CaseMarkedFalsePositive,
      alarms.CaseMerged,
      alarms.CaseReopened,
      alarms.AlarmRuleDrafted,
      alarms.AlarmRuleShadowed,
      alarms.AlarmRuleActivated,
      alarms.AlarmRuleRetired,
    ],
    asks: ['acquisition'],
    queues: ['end-suppression', 'watch-alarm-flood', 'judge-alarm-rule'],
  }),
  row('maintenance', 'orders work and follows it to its end', {
    consumes: [assets.EquipmentRegistered, assets.EquipmentChanged, alarms.CaseTriaged],
    answers: [
      maintenance.ListWorkOrders,
      maintenance.GetWorkOrder,
      maintenance.CreateWorkOrder,
      maintenance.ClaimWorkOrder,
      maintenance.ReleaseWorkOrder,
      maintenance.StartWorkOrder,
      maintenance.CompleteWorkOrder,
      maintenance.CloseWorkOrder,
      maintenance.CancelWorkOrder,
      maintenance.CountWorkOrders,
      maintenance.SubmitWorkOrder,
      maintenance.ApproveWorkOrder,
      maintenance.RejectWorkOrder,
      maintenance.PlanWorkOrder,
      maintenance.ScheduleWorkOrder,
      maintenance.AssignWorkOrder,
      maintenance.HoldWorkOrder,
      maintenance.ResumeWorkOrder,
      maintenance.RejectWork,
      maintenance.ReopenWorkOrder,
      maintenance.ListWorkOrderHistory,
      maintenance.GetWorkPolicy,
      maintenance.SetWorkPolicy,
    ],
    publishes: [
      maintenance.WorkOrderCreated,
      maintenance.WorkOrderPriorityRaised,
      maintenance.WorkOrderAssigned,
      maintenance.WorkOrderReleased,
      maintenance.WorkOrderStarted,
      maintenance.WorkOrderCompleted,
      maintenance.WorkOrderClosed,
      maintenance.WorkOrderCancelled,
      maintenance.WorkOrderSubmitted,
      maintenance.WorkOrderApproved,
      maintenance.WorkOrderPlanned,
      maintenance.WorkOrderScheduled,
      maintenance.WorkOrderHeld,
      maintenance.WorkOrderResumed,
      maintenance.WorkOrderSentBack,
      maintenance.WorkOrderReopened,
      maintenance.WorkOrderVerified,
      maintenance.WorkPolicySet,
    ],
    asks: ['assets'],
  }),
  row('notification', 'tells people', {
    consumes: [
      alarms.AlarmRaised,
      alarms.AlarmSeverityRaised,
      alarms.AlarmUnshelved,
      alarms.AlarmUnsuppressed,
      alarms.AlarmFloodStarted,
      maintenance.WorkOrderCreated,
      maintenance.WorkOrderPriorityRaised,
      maintenance.WorkOrderAssigned,
    ],
    answers: [
      notification.ListNotifications,
      notification.GetNotification,
      notification.MarkNotificationRead,
      notification.AddContact,
      notification.RemoveContact,
      notification.ListContacts,
      notification.CountNotifications,
    ],
    publishes: [notification.NotificationSent, notification.NotificationFailed],
    queues: ['deliver-notification'],
  }),
  row('analytics', 'keeps what equipment did and answers with key figures', {
    consumes: [
      assets.EquipmentRegistered,
      assets.EquipmentStateChanged,
      assets.EquipmentChanged,
      assets.EquipmentMoved,
      assets.LocationRegistered,
      assets.LocationChanged,
      assets.LocationRemoved,
      alarms.AlarmRaised,
      alarms.AlarmReraised,
      alarms.AlarmAcknowledged,
      maintenance.WorkOrderCreated,
      maintenance.WorkOrderStarted,
      maintenance.WorkOrderCompleted,
      maintenance.WorkOrderCancelled,
    ],
    answers: [
      analytics.GetTimeline,
      analytics.EnterState,
      analytics.ListStateEntries,
      analytics.RecordProduction,
      analytics.SetCostRates,
      analytics.GetKpis,
      analytics.ListDefinitions,
      analytics.GetFleet,
    ],
    publishes: [analytics.StateEntered, analytics.ProductionRecorded, analytics.CostRatesSet],
    asks: ['assets'],
  }),
  row('access', 'lets sensor gateways in, and shuts them out', {
    answers: [
      access.IssueDeviceCredential,
      access.RevokeDeviceCredential,
      access.GetDeviceCredential,
      access.ListDeviceCredentials,
    ],
    publishes: [access.DeviceCredentialIssued, access.DeviceCredentialRevoked],
  }),
  row('audit', 'keeps who did what, when, before and after, in a chain that shows tampering', {
    reads: 'EVENTS',
    answers: [
      audit.ListAuditEntries,
      audit.GetAuditEntry,
      audit.GetAuditHead,
      audit.GetAuditKey,
      audit.ListSignedAuditHeads,
    ],
    queues: ['sign-audit-head'],
  }),
  row('gateway', 'speaks HTTP with people and dashboards, and keeps the story of every event', {
    reads: 'EVENTS',
    publishes: [
      gateway.TenantAdded,
      gateway.UserAdded,
      gateway.UserChanged,
      gateway.UserRemoved,
      gateway.PasswordChanged,
      gateway.IdentityLinked,
      gateway.IdentityUnlinked,
      gateway.RoleAdded,
      gateway.RoleChanged,
      gateway.RoleRemoved,
      gateway.ApiKeyIssued,
      gateway.ApiKeyRevoked,
      gateway.SessionOpened,
      gateway.SessionClosed,
      gateway.RefreshTokenReused,
      gateway.SignInRefused,
    ],
    asks: [
      ...['assets', 'acquisition', 'detection', 'alarms', 'maintenance', 'notification'],
      ...['analytics', 'access', 'audit'],
    ],
  }),
];

/** The row of an agent; throws on a word that is no agent. */
export function agentRow(agent: string): AgentRow {
  const found = topology.find((candidate) => candidate.agent === agent);
  if (!found) throw new Error(`"${agent}" is not an agent of the topology`);
  return found;
}

const events = new Map(
  topology.flatMap((agent) => agent.publishes).map((c) => [eventContractOf(c).type, c] as const),
);
const requests = new Map(
  topology.flatMap((agent) => agent.answers).map((c) => [requestContractOf(c).name, c] as const),
);

/** The class of an event type, or undefined when nobody declares it. */
export function eventClass(type: string): ContractClass | undefined {
  return events.get(type);
}

/** The class of a request name, or undefined when nobody answers it. */
export function requestClass(name: string): ContractClass | undefined {
  return requests.get(name);
}

/** Every declared event type, in the order the data travels. */
export function eventTypes(): readonly string[] {
  return [...events.keys()];
}
