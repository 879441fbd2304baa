import { AddDocumentHandler } from './commands/documents/add-document.command.js';
import { AddStoredDocumentHandler } from './commands/documents/add-stored-document.command.js';
import { BeginUploadHandler } from './commands/documents/begin-upload.command.js';
import { NoteUploadHandler } from './commands/documents/note-upload.command.js';
import { RefuseUploadHandler } from './commands/documents/refuse-upload.command.js';
import { RemoveDocumentHandler } from './commands/documents/remove-document.command.js';
import { AssignEquipmentHandler } from './commands/equipment/assign-equipment.command.js';
import { ChangeEquipmentHandler } from './commands/equipment/change-equipment.command.js';
import { EndAssignmentHandler } from './commands/equipment/end-assignment.command.js';
import { MoveEquipmentHandler } from './commands/equipment/move-equipment.command.js';
import { RegisterEquipmentHandler } from './commands/equipment/register-equipment.command.js';
import { RemoveEquipmentHandler } from './commands/equipment/remove-equipment.command.js';
import { ReplaceEquipmentHandler } from './commands/equipment/replace-equipment.command.js';
import { RotateEquipmentTagHandler } from './commands/equipment/rotate-equipment-tag.command.js';
import { SetEquipmentStateHandler } from './commands/equipment/set-equipment-state.command.js';
import { ChangeLocationHandler } from './commands/locations/change-location.command.js';
import { RegisterLocationHandler } from './commands/locations/register-location.command.js';
import { RemoveLocationHandler } from './commands/locations/remove-location.command.js';
import { ChangeSensorHandler } from './commands/sensors/change-sensor.command.js';
import { RegisterSensorHandler } from './commands/sensors/register-sensor.command.js';
import { RetireSensorHandler } from './commands/sensors/retire-sensor.command.js';
import { StartMeterEpochHandler } from './commands/sensors/start-meter-epoch.command.js';
import { AssessHealthOnCaseOpened } from './handlers/cases/assess-health-on-case-opened.handler.js';
import { AssessHealthOnCaseTriaged } from './handlers/cases/assess-health-on-case-triaged.handler.js';
import { AssessHealthOnCaseReopened } from './handlers/cases/assess-health-on-case-reopened.handler.js';
import { AssessHealthOnCaseResolved } from './handlers/cases/assess-health-on-case-resolved.handler.js';
import { AssessHealthOnCaseMarkedFalsePositive } from './handlers/cases/assess-health-on-case-marked-false-positive.handler.js';
import { AssessHealthOnCaseMerged } from './handlers/cases/assess-health-on-case-merged.handler.js';
import { AssessHealthOnAnomalyDetected } from './handlers/assess-health-on-anomaly-detected.handler.js';
import { AssessHealthOnAnomalyExpired } from './handlers/assess-health-on-anomaly-expired.handler.js';
import { NoteConnectivityOnEquipmentConnectivityChanged } from './handlers/note-connectivity-on-equipment-connectivity-changed.handler.js';
import { ForgetWorkOnWorkOrderCancelled } from './handlers/forget-work-on-work-order-cancelled.handler.js';
import { NoteNextMaintenanceOnNextMaintenanceChanged } from './handlers/note-next-maintenance-on-next-maintenance-changed.handler.js';
import { ForgetWorkOnWorkOrderCompleted } from './handlers/forget-work-on-work-order-completed.handler.js';
import { NoteMaintenanceOnMaintenanceRecordAdded } from './handlers/note-maintenance-on-maintenance-record-added.handler.js';
import { NoteWorkOnWorkOrderReopened } from './handlers/note-work-on-work-order-reopened.handler.js';
import { NoteWorkOnWorkOrderSentBack } from './handlers/note-work-on-work-order-sent-back.handler.js';
import { NoteWorkOnWorkOrderCreated } from './handlers/note-work-on-work-order-created.handler.js';
import { NoteWorkOnWorkOrderStarted } from './handlers/note-work-on-work-order-started.handler.js';
import { SweepUploadJob } from './jobs/sweep-upload.job.js';
import { GetDocumentHandler } from './queries/documents/get-document.query.js';
import { ListDocumentsHandler } from './queries/documents/list-documents.query.js';
import { CountEquipmentHandler } from './queries/equipment/count-equipment.query.js';
import { FindEquipmentByTagHandler } from './queries/equipment/find-equipment-by-tag.query.js';
import { GetEquipmentTagHandler } from './queries/equipment/get-equipment-tag.query.js';
import { GetEquipmentHealthHandler } from './queries/equipment/get-equipment-health.query.js';
import { ListEquipmentHealthHandler } from './queries/equipment/list-equipment-health.query.js';
import { GetEquipmentHandler } from './queries/equipment/get-equipment.query.js';
import { ListAssignmentsHandler } from './queries/equipment/list-assignments.query.js';
import { ListEquipmentHistoryHandler } from './queries/equipment/list-equipment-history.query.js';
import { ListEquipmentHandler } from './queries/equipment/list-equipment.query.js';
import { GetLocationHandler } from './queries/locations/get-location.query.js';
import { ListLocationsHandler } from './queries/locations/list-locations.query.js';
import { GetSensorHandler } from './queries/sensors/get-sensor.query.js';
import { ListMeterEpochsHandler } from './queries/sensors/list-meter-epochs.query.js';
import { ListSensorsHandler } from './queries/sensors/list-sensors.query.js';
import { AddImportPieceHandler } from './commands/imports/add-import-piece.command.js';
import { BeginImportHandler } from './commands/imports/begin-import.command.js';
import { CancelImportHandler } from './commands/imports/cancel-import.command.js';
import { CompleteImportHandler } from './commands/imports/complete-import.command.js';
import { ExportEquipmentHandler } from './queries/exports/export-equipment.query.js';
import { ExportLocationsHandler } from './queries/exports/export-locations.query.js';
import { ExportSensorsHandler } from './queries/exports/export-sensors.query.js';
import { GetImportHandler } from './queries/imports/get-import.query.js';
import { ListImportErrorsHandler } from './queries/imports/list-import-errors.query.js';
import { ListImportsHandler } from './queries/imports/list-imports.query.js';
import { ImportTableJob } from './jobs/import-table.job.js';

/** Everything that the registry can be asked. */
export const answers = [
  RegisterEquipmentHandler,
  ChangeEquipmentHandler,
  ReplaceEquipmentHandler,
  RemoveEquipmentHandler,
  SetEquipmentStateHandler,
  MoveEquipmentHandler,
  RotateEquipmentTagHandler,
  AssignEquipmentHandler,
  EndAssignmentHandler,
  AddDocumentHandler,
  BeginUploadHandler,
  NoteUploadHandler,
  RefuseUploadHandler,
  AddStoredDocumentHandler,
  GetDocumentHandler,
  RemoveDocumentHandler,
  ListDocumentsHandler,
  GetEquipmentHandler,
  ListEquipmentHandler,
  CountEquipmentHandler,
  ListEquipmentHistoryHandler,
  GetEquipmentHealthHandler,
  ListEquipmentHealthHandler,
  GetEquipmentTagHandler,
  FindEquipmentByTagHandler,
  ListAssignmentsHandler,
  RegisterLocationHandler,
  ChangeLocationHandler,
  RemoveLocationHandler,
  GetLocationHandler,
  ListLocationsHandler,
  RegisterSensorHandler,
  ChangeSensorHandler,
  RetireSensorHandler,
  StartMeterEpochHandler,
  GetSensorHandler,
  ListSensorsHandler,
  ListMeterEpochsHandler,
  BeginImportHandler,
  AddImportPieceHandler,
  CompleteImportHandler,
  CancelImportHandler,
  GetImportHandler,
  ListImportsHandler,
  ListImportErrorsHandler,
  ExportEquipmentHandler,
  ExportLocationsHandler,
  ExportSensorsHandler,
];

/** Everything that the registry hears of. */
export const handlers = [
  NoteWorkOnWorkOrderCreated,
  NoteWorkOnWorkOrderStarted,
  NoteNextMaintenanceOnNextMaintenanceChanged,
  ForgetWorkOnWorkOrderCompleted,
  NoteMaintenanceOnMaintenanceRecordAdded,
  NoteWorkOnWorkOrderReopened,
  NoteWorkOnWorkOrderSentBack,
  ForgetWorkOnWorkOrderCancelled,
  AssessHealthOnCaseOpened,
  AssessHealthOnCaseTriaged,
  AssessHealthOnCaseReopened,
  AssessHealthOnCaseResolved,
  AssessHealthOnCaseMarkedFalsePositive,
  AssessHealthOnCaseMerged,
  AssessHealthOnAnomalyDetected,
  AssessHealthOnAnomalyExpired,
  NoteConnectivityOnEquipmentConnectivityChanged,
];

/** What the registry does in its own time. */
export const jobs = [ImportTableJob, SweepUploadJob];
