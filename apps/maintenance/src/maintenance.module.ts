import { Module } from '@nestjs/common';
import { DatabaseModule } from '@libs/database';
import { MessagingModule } from '@libs/messaging';
import type { AgentProgram } from '@libs/runtime';
import { SetWorkPolicyHandler } from './commands/policy/set-work-policy.command.js';
import { CreateWorkOrderHandler } from './commands/work-order/create-work-order.command.js';
import { workOrderSteps } from './commands/work-order/step-work-order.command.js';
import { NoteEquipmentOnEquipmentChanged } from './handlers/note-equipment-on-equipment-changed.handler.js';
import { NoteEquipmentOnEquipmentRegistered } from './handlers/note-equipment-on-equipment-registered.handler.js';
import { OrderWorkOnCaseTriaged } from './handlers/order-work-on-case-triaged.handler.js';
import { JudgeStep } from './life-cycle/judge-step.js';
import { KnowEquipment } from './life-cycle/know-equipment.js';
import { OrderWork } from './life-cycle/order-work.js';
import { TakeStep } from './life-cycle/take-step.js';
import { CrewRepository } from './persistence/crew.repository.js';
import { EquipmentRepository } from './persistence/equipment.repository.js';
import { WorkOrderStepRepository } from './persistence/work-order-step.repository.js';
import { WorkOrderEntity } from './persistence/work-order.entity.js';
import { WorkOrderRepository } from './persistence/work-order.repository.js';
import { WorkPolicyRepository } from './persistence/work-policy.repository.js';
import { GetWorkPolicyHandler } from './queries/policy/get-work-policy.query.js';
import { CountWorkOrdersHandler } from './queries/work-order/count-work-orders.query.js';
import { GetWorkOrderHandler } from './queries/work-order/get-work-order.query.js';
import { ListWorkOrderHistoryHandler } from './queries/work-order/list-work-order-history.query.js';
import { ListWorkOrdersHandler } from './queries/work-order/list-work-orders.query.js';

const handlers = [
  NoteEquipmentOnEquipmentRegistered,
  NoteEquipmentOnEquipmentChanged,
  OrderWorkOnCaseTriaged,
];

const answers = [
  ListWorkOrdersHandler,
  GetWorkOrderHandler,
  CreateWorkOrderHandler,
  ...workOrderSteps,
  ListWorkOrderHistoryHandler,
  GetWorkPolicyHandler,
  SetWorkPolicyHandler,
  CountWorkOrdersHandler,
];

/** Work orders: from a case or a person to finished, verified work. */
@Module({
  imports: [
    DatabaseModule.forSchema('maintenance', [WorkOrderEntity]),
    MessagingModule.forAgent('maintenance', { handlers, answers }),
  ],
  providers: [
    CrewRepository,
    EquipmentRepository,
    JudgeStep,
    KnowEquipment,
    OrderWork,
    TakeStep,
    WorkOrderRepository,
    WorkOrderStepRepository,
    WorkPolicyRepository,
    ...handlers,
    ...answers,
  ],
})
export class MaintenanceModule {}

export const maintenance: AgentProgram = { agent: 'maintenance', module: MaintenanceModule };
