import type { ContractClass } from './envelope/event-contract.js';
import type { Request } from './envelope/request-contract.js';
import type { Page, PageRequest, Stretch, WalkRequest } from './paging.js';
import * as access from './access/index.js';
import * as acquisition from './acquisition/index.js';
import * as alarms from './alarms/index.js';
import * as analytics from './analytics/index.js';
import * as assets from './assets/index.js';
import * as audit from './audit/index.js';
import * as detection from './detection/index.js';
import * as maintenance from './maintenance/index.js';
import * as notification from './notification/index.js';

/** What a request is answered with: a view, a view or null, a list of views, a page or a stretch of them. */
export interface Reply {
  readonly view: ContractClass;
  readonly shape: 'one' | 'one_or_null' | 'list' | 'page' | 'page_or_stretch' | 'stretch';
}

type Row = readonly [request: ContractClass, reply: Reply];
type Asks<Answer> = ContractClass<Request<Answer>>;

const rows = (requests: readonly ContractClass[], reply: Reply): Row[] =>
  requests.map((request) => [request, reply]);

// The compiler holds each of these to the answer that the request's class declares.
const one = <V extends object>(view: ContractClass<V>, ...requests: Asks<NoInfer<V>>[]): Row[] =>
  rows(requests, { view, shape: 'one' });
const oneOrNull = <V extends object>(view: ContractClass<V>, request: Asks<NoInfer<V> | null>) =>
  rows([request], { view, shape: 'one_or_null' });
const list = <V extends object>(view: ContractClass<V>, ...requests: Asks<NoInfer<V>[]>[]): Row[] =>
  rows(requests, { view, shape: 'list' });
const page = <V extends object>(
  view: ContractClass<V>,
  request: ContractClass<PageRequest<NoInfer<V>>>,
): Row[] => rows([request], { view, shape: 'page' });
const pageOrStretch = <V extends object>(
  view: ContractClass<V>,
  request: Asks<Page<NoInfer<V>> | Stretch<NoInfer<V>>>,
): Row[] => rows([request], { view, shape: 'page_or_stretch' });
const stretch = <V extends object>(
  view: ContractClass<V>,
  request: ContractClass<WalkRequest<NoInfer<V>>>,
): Row[] => rows([request], { view, shape: 'stretch' });

const replies = new Map<ContractClass, Reply>([
  ...one(
    assets.EquipmentView,
    assets.RegisterEquipment,
    assets.GetEquipment,
    assets.ChangeEquipment,
    assets.ReplaceEquipment,
    assets.RemoveEquipment,
    assets.SetEquipmentState,
    assets.MoveEquipment,
    assets.FindEquipmentByTag,
  ),
  ...pageOrStretch(assets.EquipmentView, assets.ListEquipment),
  ...one(assets.EquipmentStats, assets.CountEquipment),
  ...page(assets.HistoryEntry, assets.ListEquipmentHistory),
  ...one(assets.EquipmentHealthView, assets.GetEquipmentHealth),
  ...page(assets.HealthPoint, assets.ListEquipmentHealth),
  ...one(assets.TagView, assets.GetEquipmentTag, assets.RotateEquipmentTag),
  ...one(assets.AssignmentView, assets.AssignEquipment, assets.EndAssignment),
  ...page(assets.AssignmentView, assets.ListAssignments),
  ...one(
    assets.DocumentView,
    assets.AddDocument,
    assets.AddStoredDocument,
    assets.GetDocument,
    assets.RemoveDocument,
  ),
  ...one(assets.UploadView, assets.BeginUpload, assets.NoteUpload, assets.RefuseUpload),
  ...page(assets.DocumentView, assets.ListDocuments),
  ...one(
    assets.LocationView,
    assets.RegisterLocation,
    assets.ChangeLocation,
    assets.RemoveLocation,
    assets.GetLocation,
  ),
  ...pageOrStretch(assets.LocationView, assets.ListLocations),
  ...one(
    assets.SensorView,
    assets.RegisterSensor,
    assets.GetSensor,
    assets.ChangeSensor,
    assets.RetireSensor,
  ),
  ...pageOrStretch(assets.SensorView, assets.ListSensors),
  ...one(assets.MeterEpochView, assets.StartMeterEpoch),
  ...page(assets.MeterEpochView, assets.ListMeterEpochs),
  ...one(
    assets.ImportView,
    assets.BeginImport,
    assets.AddImportPiece,
    assets.CompleteImport,
    assets.CancelImport,
    assets.GetImport,
  ),
  ...page(assets.ImportView, assets.ListImports),
  ...page(assets.ImportErrorView, assets.ListImportErrors),
  ...one(assets.TablePart, assets.ExportEquipment, assets.ExportLocations, assets.ExportSensors),

  ...one(acquisition.SeriesView, acquisition.GetSeries),
  ...one(acquisition.ReadingView, acquisition.GetReading),
  ...stretch(acquisition.ReadingView, acquisition.ListReadings),
  ...list(acquisition.LatestValueView, acquisition.ListLatestValues),
  ...list(acquisition.EnergyView, acquisition.GetEnergy),
  ...oneOrNull(acquisition.GatewayMessageView, acquisition.FindGatewayMessage),
  ...page(acquisition.GatewayView, acquisition.ListGateways),
  ...one(acquisition.QuarantinedView, acquisition.GetQuarantined),

  ...pageOrStretch(detection.AnomalyView, detection.ListAnomalies),
  ...one(detection.AnomalyView, detection.GetAnomaly),
  ...list(detection.DetectorView, detection.ListDetectors),
  ...page(detection.SensorFaultView, detection.ListSensorFaults),
  ...one(
    detection.BacktestView,
    detection.StartBacktest,
    detection.GetBacktest,
    detection.CancelBacktest,
  ),
  ...page(detection.AdjustmentView, detection.ListAdjustments),
  ...one(detection.AdjustmentView, detection.RevertAdjustment),
  ...page(detection.DetectorVersionView, detection.ListDetectorVersions),
  ...one(
    detection.DetectorVersionView,
    detection.GetDetectorVersion,
    detection.DraftDetectorVersion,
    detection.ShadowDetectorVersion,
    detection.ActivateDetectorVersion,
    detection.RetireDetectorVersion,
    detection.RollBackDetectorVersion,
  ),
  ...page(detection.ShadowEpisodeView, detection.ListShadowEpisodes),
  ...one(detection.VersionComparison, detection.CompareDetectorVersion),
  ...one(detection.BandView, detection.GetBand),
  ...page(detection.BacktestView, detection.ListBacktests),
  ...page(detection.BacktestAlarmView, detection.ListBacktestAlarms),
  ...one(detection.LimitView, detection.SetLimit),
  ...page(detection.LimitView, detection.ListLimits),

  ...pageOrStretch(alarms.AlarmView, alarms.ListAlarms),
  ...one(
    alarms.AlarmView,
    alarms.GetAlarm,
    alarms.AcknowledgeAlarm,
    alarms.ShelveAlarm,
    alarms.UnshelveAlarm,
    alarms.SuppressAlarm,
    alarms.UnsuppressAlarm,
    alarms.TakeAlarmOutOfService,
    alarms.ReturnAlarmToService,
    alarms.ResetAlarm,
    alarms.CommentOnAlarm,
    alarms.JudgeAlarm,
  ),
  ...one(alarms.AlarmsAcknowledged, alarms.AcknowledgeAlarms),
  ...page(alarms.AlarmHistoryView, alarms.ListAlarmHistory),
  ...one(alarms.AlarmPolicyView, alarms.GetAlarmPolicy, alarms.SetAlarmPolicy),
  ...one(alarms.AlarmKpisView, alarms.GetAlarmKpis),
  ...pageOrStretch(alarms.CaseView, alarms.ListCases),
  ...one(
    alarms.CaseView,
    alarms.GetCase,
    alarms.ResolveCase,
    alarms.MarkCaseFalsePositive,
    alarms.MarkCaseDuplicate,
    alarms.ReopenCase,
  ),
  ...page(alarms.AlarmRuleView, alarms.ListAlarmRules),
  ...one(alarms.RuleComparison, alarms.CompareAlarmRule),
  ...page(alarms.RuleActivationView, alarms.ListRuleActivations),
  ...page(alarms.RuleFigures, alarms.ListRuleFigures),
  ...page(alarms.RuleProposalView, alarms.ListRuleProposals),
  ...one(alarms.RuleProposalView, alarms.AcceptRuleProposal, alarms.DismissRuleProposal),
  ...one(
    alarms.AlarmRuleView,
    alarms.GetAlarmRule,
    alarms.DraftAlarmRule,
    alarms.ReviseAlarmRule,
    alarms.ShadowAlarmRule,
    alarms.ActivateAlarmRule,
    alarms.RollBackAlarmRule,
    alarms.RetireAlarmRule,
  ),
  ...page(alarms.CaseEvidenceView, alarms.ListCaseEvidence),
  ...list(alarms.AnomalyOutcome, alarms.FindAnomalyOutcomes),

  ...pageOrStretch(maintenance.WorkOrderView, maintenance.ListWorkOrders),
  ...one(
    maintenance.WorkOrderView,
    maintenance.GetWorkOrder,
    maintenance.CreateWorkOrder,
    maintenance.ClaimWorkOrder,
    maintenance.ReleaseWorkOrder,
    maintenance.StartWorkOrder,
    maintenance.CompleteWorkOrder,
    maintenance.CloseWorkOrder,
    maintenance.BreakGlass,
    maintenance.CancelWorkOrder,
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
    maintenance.SetRequiredSkills,
    maintenance.SignWorkOrder,
  ),
  ...one(maintenance.WorkOrderCommentView, maintenance.CommentOnWorkOrder),
  ...page(maintenance.WorkOrderCommentView, maintenance.ListWorkOrderComments),
  ...one(
    maintenance.WorkOrderRelationView,
    maintenance.RelateWorkOrder,
    maintenance.UnrelateWorkOrder,
  ),
  ...page(maintenance.WorkOrderRelationView, maintenance.ListWorkOrderRelations),
  ...page(maintenance.WorkOrderSignatureView, maintenance.ListWorkOrderSignatures),
  ...page(maintenance.TaskView, maintenance.ListTasks),
  ...one(
    maintenance.TaskView,
    maintenance.AddTask,
    maintenance.RemoveTask,
    maintenance.RecordTaskResult,
  ),
  ...one(maintenance.SafetyPlanView, maintenance.GetSafetyPlan, maintenance.SetSafetyPlan),
  ...page(maintenance.QualificationView, maintenance.ListQualifications),
  ...one(
    maintenance.QualificationView,
    maintenance.AddQualification,
    maintenance.RemoveQualification,
  ),
  ...page(maintenance.PartView, maintenance.ListParts),
  ...one(maintenance.PartView, maintenance.GetPart, maintenance.AddPart, maintenance.ReceivePart),
  ...one(
    maintenance.PartUseView,
    maintenance.NeedPart,
    maintenance.ReservePart,
    maintenance.UnreservePart,
    maintenance.IssuePart,
    maintenance.ReturnPart,
  ),
  ...one(maintenance.CostEntryView, maintenance.AddLabour, maintenance.AddService),
  ...page(maintenance.MaintenanceRecordView, maintenance.ListMaintenanceRecords),
  ...one(
    maintenance.MaintenanceRecordView,
    maintenance.AddMaintenanceRecord,
    maintenance.GetMaintenanceRecord,
  ),
  ...page(maintenance.WorkRequestView, maintenance.ListWorkRequests),
  ...one(
    maintenance.WorkRequestView,
    maintenance.SubmitWorkRequest,
    maintenance.GetWorkRequest,
    maintenance.ApproveWorkRequest,
    maintenance.RejectWorkRequest,
    maintenance.MarkWorkRequestDuplicate,
    maintenance.CancelWorkRequest,
    maintenance.ConvertWorkRequest,
  ),
  ...one(maintenance.WorkOrderCostView, maintenance.GetWorkOrderCost),
  ...page(maintenance.WorkOrderHistoryView, maintenance.ListWorkOrderHistory),
  ...one(maintenance.WorkPolicyView, maintenance.GetWorkPolicy, maintenance.SetWorkPolicy),
  ...page(maintenance.InspectionTemplateView, maintenance.ListInspectionTemplates),
  ...one(
    maintenance.InspectionTemplateView,
    maintenance.AddInspectionTemplate,
    maintenance.ReviseInspectionTemplate,
    maintenance.RetireInspectionTemplate,
    maintenance.GetInspectionTemplate,
  ),
  ...page(maintenance.InspectionRoundView, maintenance.ListInspectionRounds),
  ...one(
    maintenance.InspectionRoundView,
    maintenance.AddInspectionRound,
    maintenance.ChangeInspectionRound,
    maintenance.PauseInspectionRound,
    maintenance.ResumeInspectionRound,
    maintenance.RetireInspectionRound,
    maintenance.GetInspectionRound,
  ),
  ...page(maintenance.InspectionView, maintenance.ListInspections),
  ...one(
    maintenance.InspectionView,
    maintenance.ScheduleInspection,
    maintenance.StartInspection,
    maintenance.SubmitInspection,
    maintenance.ReviewInspection,
    maintenance.CloseInspection,
    maintenance.CancelInspection,
  ),
  ...one(maintenance.InspectionDetailView, maintenance.GetInspection),
  ...one(maintenance.InspectionTrendView, maintenance.GetInspectionTrend),
  ...one(maintenance.InspectionStatisticsView, maintenance.GetInspectionStatistics),

  ...one(
    maintenance.TeamCalendarView,
    maintenance.OpenTeamCalendar,
    maintenance.RotateTeamCalendar,
    maintenance.CloseTeamCalendar,
  ),
  ...page(maintenance.TeamCalendarView, maintenance.ListTeamCalendars),
  ...one(maintenance.CalendarContentView, maintenance.ReadTeamCalendar),
  ...page(maintenance.MaintenancePlanView, maintenance.ListMaintenancePlans),
  ...one(
    maintenance.MaintenancePlanView,
    maintenance.GetMaintenancePlan,
    maintenance.DraftMaintenancePlan,
    maintenance.ChangeMaintenancePlan,
    maintenance.ActivateMaintenancePlan,
    maintenance.PauseMaintenancePlan,
    maintenance.ResumeMaintenancePlan,
    maintenance.RetireMaintenancePlan,
  ),
  ...page(maintenance.MaintenancePlanVersionView, maintenance.ListMaintenancePlanVersions),
  ...one(maintenance.MaintenancePlanVersionView, maintenance.GetMaintenancePlanVersion),
  ...one(maintenance.PlanPreviewView, maintenance.PreviewMaintenancePlan),
  ...page(maintenance.OccurrenceView, maintenance.ListPlanOccurrences),
  ...page(maintenance.OpportunityView, maintenance.ListOpportunities),
  ...one(maintenance.OneStopView, maintenance.GetOneStop),
  ...one(
    maintenance.OccurrenceView,
    maintenance.SkipPlanOccurrence,
    maintenance.OrderPlanOccurrence,
  ),
  ...page(maintenance.MaintenanceDueView, maintenance.ListMaintenanceDues),

  ...page(notification.NotificationView, notification.ListNotifications),
  ...one(
    notification.NotificationView,
    notification.GetNotification,
    notification.MarkNotificationRead,
  ),
  ...one(access.IssuedDeviceCredentialView, access.IssueDeviceCredential),
  ...one(access.DeviceCredentialView, access.RevokeDeviceCredential, access.GetDeviceCredential),
  ...page(access.DeviceCredentialView, access.ListDeviceCredentials),

  ...one(notification.ContactView, notification.AddContact),
  ...page(notification.ContactView, notification.ListContacts),

  ...pageOrStretch(audit.AuditEntryView, audit.ListAuditEntries),
  ...one(audit.AuditEntryView, audit.GetAuditEntry),
  ...one(audit.AuditHeadView, audit.GetAuditHead),
  ...one(audit.AuditKeyView, audit.GetAuditKey),
  ...page(audit.SignedAuditHeadView, audit.ListSignedAuditHeads),

  ...one(analytics.TimelineView, analytics.GetTimeline),
  ...one(analytics.StateEntryView, analytics.EnterState),
  ...page(analytics.StateEntryView, analytics.ListStateEntries),
  ...one(analytics.ProductionView, analytics.RecordProduction),
  ...one(analytics.CostRatesView, analytics.SetCostRates),
  ...one(analytics.KpisView, analytics.GetKpis),
  ...list(
    analytics.DowntimeReasonView,
    analytics.ListDowntimeReasons,
    analytics.SetDowntimeReasons,
  ),
  ...page(analytics.UnqualifiedStop, analytics.ListUnqualifiedStops),
  ...list(analytics.KpiDefinitionView, analytics.ListDefinitions),
  ...one(analytics.FleetView, analytics.GetFleet),
]);

/** The answer of a request; undefined where it is a few figures that have no class. */
export function replyOf(request: ContractClass): Reply | undefined {
  return replies.get(request);
}
