import { Module } from '@nestjs/common';
import { DatabaseModule } from '@libs/database';
import { JobsModule } from '@libs/jobs';
import { MessagingModule } from '@libs/messaging';
import type { AgentProgram } from '@libs/runtime';
import { AddLabourHandler, AddServiceHandler } from './commands/cost/add-cost.command.js';
import { AddPartHandler, ReceivePartHandler } from './commands/parts/change-stock.command.js';
import {
  IssuePartHandler,
  NeedPartHandler,
  ReservePartHandler,
  ReturnPartHandler,
  UnreservePartHandler,
} from './commands/parts/move-parts.command.js';
import {
  AddQualificationHandler,
  RemoveQualificationHandler,
} from './commands/people/change-qualifications.command.js';
import { SetRequiredSkillsHandler } from './commands/people/set-required-skills.command.js';
import { SetWorkPolicyHandler } from './commands/policy/set-work-policy.command.js';
import { AddMaintenanceRecordHandler } from './commands/record/add-maintenance-record.command.js';
import { ConvertWorkRequestHandler } from './commands/request/convert-work-request.command.js';
import {
  ApproveWorkRequestHandler,
  CancelWorkRequestHandler,
  MarkWorkRequestDuplicateHandler,
  RejectWorkRequestHandler,
} from './commands/request/decide-work-request.command.js';
import { SubmitWorkRequestHandler } from './commands/request/submit-work-request.command.js';
import { SetSafetyPlanHandler } from './commands/safety/set-safety-plan.command.js';
import {
  AddTaskHandler,
  RecordTaskResultHandler,
  RemoveTaskHandler,
} from './commands/task/change-tasks.command.js';
import { BreakGlassHandler } from './commands/work-order/break-glass.command.js';
import { CompleteWorkOrderHandler } from './commands/work-order/complete-work-order.command.js';
import { CreateWorkOrderHandler } from './commands/work-order/create-work-order.command.js';
import { workOrderSteps } from './commands/work-order/step-work-order.command.js';
import { EndWorkOnEquipmentRemoved } from './handlers/end-work-on-equipment-removed.handler.js';
import { NoteEquipmentOnEquipmentChanged } from './handlers/note-equipment-on-equipment-changed.handler.js';
import { NoteEquipmentOnEquipmentRegistered } from './handlers/note-equipment-on-equipment-registered.handler.js';
import { OrderWorkOnCaseTriaged } from './handlers/order-work-on-case-triaged.handler.js';
import { DecideRequest } from './life-cycle/decide-request.js';
import { FindObstacles } from './life-cycle/find-obstacles.js';
import { JudgeStep } from './life-cycle/judge-step.js';
import { KeepRecord } from './life-cycle/keep-record.js';
import { KnowEquipment } from './life-cycle/know-equipment.js';
import { inspections } from './inspections/inspections.js';
import { MoveParts } from './life-cycle/move-parts.js';
import { OpenTasks } from './life-cycle/open-tasks.js';
import { OpenWork } from './life-cycle/open-work.js';
import { PrepareWork } from './life-cycle/prepare-work.js';
import { RenewIsolation } from './life-cycle/renew-isolation.js';
import { OrderWork } from './life-cycle/order-work.js';
import { SumUpWork } from './life-cycle/sum-up-work.js';
import { TakeStep } from './life-cycle/take-step.js';
import { CrewRepository } from './persistence/crew.repository.js';
import { EquipmentRepository } from './persistence/equipment.repository.js';
import { CostRepository } from './persistence/parts/cost.repository.js';
import { PartUseRepository } from './persistence/parts/part-use.repository.js';
import { PartRepository } from './persistence/parts/part.repository.js';
import { QualificationRepository } from './persistence/people/qualification.repository.js';
import { MaintenanceRecordRepository } from './persistence/records/record.repository.js';
import { WorkRequestRepository } from './persistence/requests/work-request.repository.js';
import { SafetyPlanRepository } from './persistence/tasks/safety-plan.repository.js';
import { TaskRepository } from './persistence/tasks/task.repository.js';
import { WorkOrderStepRepository } from './persistence/work-order-step.repository.js';
import { WorkOrderEntity } from './persistence/work-order.entity.js';
import { WorkOrderRepository } from './persistence/work-order.repository.js';
import { WorkPolicyRepository } from './persistence/work-policy.repository.js';
import { GetPartHandler, ListPartsHandler } from './queries/parts/list-parts.query.js';
import { ListQualificationsHandler } from './queries/people/list-qualifications.query.js';
import { GetWorkPolicyHandler } from './queries/policy/get-work-policy.query.js';
import {
  GetMaintenanceRecordHandler,
  ListMaintenanceRecordsHandler,
} from './queries/record/list-maintenance-records.query.js';
import {
  GetWorkRequestHandler,
  ListWorkRequestsHandler,
} from './queries/request/list-work-requests.query.js';
import { GetSafetyPlanHandler } from './queries/safety/get-safety-plan.query.js';
import { ListTasksHandler } from './queries/task/list-tasks.query.js';
import { CountWorkOrdersHandler } from './queries/work-order/count-work-orders.query.js';
import { GetWorkOrderCostHandler } from './queries/work-order/get-work-order-cost.query.js';
import { GetWorkOrderHandler } from './queries/work-order/get-work-order.query.js';
import { ListWorkOrderHistoryHandler } from './queries/work-order/list-work-order-history.query.js';
import { ListWorkOrdersHandler } from './queries/work-order/list-work-orders.query.js';
import { planAnswers, planHandlers, planJobs, planProviders } from './plans/plans.js';
import { escalations } from './escalations/escalations.js';
import { calendars } from './calendars/calendars.js';
import { together } from './together.js';

const handlers = [
  NoteEquipmentOnEquipmentRegistered,
  NoteEquipmentOnEquipmentChanged,
  OrderWorkOnCaseTriaged,
  EndWorkOnEquipmentRemoved,
  ...planHandlers,
];

const answers = [
  ListWorkOrdersHandler,
  GetWorkOrderHandler,
  CreateWorkOrderHandler,
  ...workOrderSteps,
  ListWorkOrderHistoryHandler,
  GetWorkPolicyHandler,
  SetWorkPolicyHandler,
  ListTasksHandler,
  AddTaskHandler,
  RemoveTaskHandler,
  RecordTaskResultHandler,
  SetRequiredSkillsHandler,
  GetSafetyPlanHandler,
  SetSafetyPlanHandler,
  ListQualificationsHandler,
  AddQualificationHandler,
  RemoveQualificationHandler,
  ListPartsHandler,
  GetPartHandler,
  AddPartHandler,
  ReceivePartHandler,
  NeedPartHandler,
  ReservePartHandler,
  UnreservePartHandler,
  IssuePartHandler,
  ReturnPartHandler,
  AddLabourHandler,
  AddServiceHandler,
  GetWorkOrderCostHandler,
  BreakGlassHandler,
  CompleteWorkOrderHandler,
  AddMaintenanceRecordHandler,
  ListMaintenanceRecordsHandler,
  GetMaintenanceRecordHandler,
  SubmitWorkRequestHandler,
  ListWorkRequestsHandler,
  GetWorkRequestHandler,
  ApproveWorkRequestHandler,
  RejectWorkRequestHandler,
  MarkWorkRequestDuplicateHandler,
  CancelWorkRequestHandler,
  ConvertWorkRequestHandler,
  CountWorkOrdersHandler,
  ...inspections.answers,
  ...together.answers,
  ...calendars.answers,
  ...planAnswers,
];

const jobs = [...inspections.jobs, ...escalations.jobs, ...planJobs];

/** Work orders: from a case or a person to finished, verified work. */
@Module({
  imports: [
    DatabaseModule.forSchema('maintenance', [WorkOrderEntity, ...inspections.entities]),
    JobsModule.forAgent('maintenance', jobs),
    MessagingModule.forAgent('maintenance', { handlers, answers }),
  ],
  providers: [
    CrewRepository,
    EquipmentRepository,
    DecideRequest,
    FindObstacles,
    JudgeStep,
    KeepRecord,
    KnowEquipment,
    MaintenanceRecordRepository,
    CostRepository,
    MoveParts,
    OpenTasks,
    OpenWork,
    PartRepository,
    PartUseRepository,
    OrderWork,
    PrepareWork,
    RenewIsolation,
    QualificationRepository,
    SafetyPlanRepository,
    SumUpWork,
    TakeStep,
    TaskRepository,
    WorkOrderRepository,
    WorkOrderStepRepository,
    WorkPolicyRepository,
    WorkRequestRepository,
    ...inspections.providers,
    ...together.providers,
    ...calendars.providers,
    ...escalations.providers,
    ...planProviders,
    ...handlers,
    ...answers,
    ...jobs,
  ],
})
export class MaintenanceModule {}

export const maintenance: AgentProgram = { agent: 'maintenance', module: MaintenanceModule };
