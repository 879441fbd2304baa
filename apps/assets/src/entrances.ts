import { AddDocumentHandler } from './commands/equipment/add-document.command.js';
import { AssignEquipmentHandler } from './commands/equipment/assign-equipment.command.js';
import { ChangeEquipmentHandler } from './commands/equipment/change-equipment.command.js';
import { EndAssignmentHandler } from './commands/equipment/end-assignment.command.js';
import { MoveEquipmentHandler } from './commands/equipment/move-equipment.command.js';
import { RegisterEquipmentHandler } from './commands/equipment/register-equipment.command.js';
import { RemoveDocumentHandler } from './commands/equipment/remove-document.command.js';
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
import { NoteConnectivityOnEquipmentConnectivityChanged } from './handlers/note-connectivity-on-equipment-connectivity-changed.handler.js';
import { ForgetWorkOnWorkOrderCancelled } from './handlers/forget-work-on-work-order-cancelled.handler.js';
import { NoteMaintenanceOnWorkOrderCompleted } from './handlers/note-maintenance-on-work-order-completed.handler.js';
import { NoteWorkOnWorkOrderCreated } from './handlers/note-work-on-work-order-created.handler.js';
import { NoteWorkOnWorkOrderStarted } from './handlers/note-work-on-work-order-started.handler.js';
import { CountEquipmentHandler } from './queries/equipment/count-equipment.query.js';
import { FindEquipmentByTagHandler } from './queries/equipment/find-equipment-by-tag.query.js';
import { GetEquipmentTagHandler } from './queries/equipment/get-equipment-tag.query.js';
import { GetEquipmentHandler } from './queries/equipment/get-equipment.query.js';
import { ListAssignmentsHandler } from './queries/equipment/list-assignments.query.js';
import { ListDocumentsHandler } from './queries/equipment/list-documents.query.js';
import { ListEquipmentHistoryHandler } from './queries/equipment/list-equipment-history.query.js';
import { ListEquipmentHandler } from './queries/equipment/list-equipment.query.js';
import { GetLocationHandler } from './queries/locations/get-location.query.js';
import { ListLocationsHandler } from './queries/locations/list-locations.query.js';
import { GetSensorHandler } from './queries/sensors/get-sensor.query.js';
import { ListMeterEpochsHandler } from './queries/sensors/list-meter-epochs.query.js';
import { ListSensorsHandler } from './queries/sensors/list-sensors.query.js';

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
  RemoveDocumentHandler,
  ListDocumentsHandler,
  GetEquipmentHandler,
  ListEquipmentHandler,
  CountEquipmentHandler,
  ListEquipmentHistoryHandler,
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
];

/** Everything that the registry hears of. */
export const handlers = [
  NoteWorkOnWorkOrderCreated,
  NoteWorkOnWorkOrderStarted,
  NoteMaintenanceOnWorkOrderCompleted,
  ForgetWorkOnWorkOrderCancelled,
  AssessHealthOnCaseOpened,
  AssessHealthOnCaseTriaged,
  AssessHealthOnCaseReopened,
  AssessHealthOnCaseResolved,
  AssessHealthOnCaseMarkedFalsePositive,
  AssessHealthOnCaseMerged,
  NoteConnectivityOnEquipmentConnectivityChanged,
];
