import { Module } from '@nestjs/common';
import { DatabaseModule } from '@libs/database';
import { JobsModule } from '@libs/jobs';
import { MessagingModule } from '@libs/messaging';
import type { AgentProgram } from '@libs/runtime';
import { CancelWorkOrderHandler } from './commands/cancel-work-order.command.js';
import { ClaimWorkOrderHandler } from './commands/claim-work-order.command.js';
import { CloseWorkOrderHandler } from './commands/close-work-order.command.js';
import { CompleteWorkOrderHandler } from './commands/complete-work-order.command.js';
import { CreateWorkOrderHandler } from './commands/create-work-order.command.js';
import { ReleaseWorkOrderHandler } from './commands/release-work-order.command.js';
import { StartWorkOrderHandler } from './commands/start-work-order.command.js';
import { NoteEquipmentOnEquipmentChanged } from './handlers/note-equipment-on-equipment-changed.handler.js';
import { NoteEquipmentOnEquipmentRegistered } from './handlers/note-equipment-on-equipment-registered.handler.js';
import { OrderWorkOnCaseTriaged } from './handlers/order-work-on-case-triaged.handler.js';
import { inspections } from './inspections/inspections.js';
import { OrderWork } from './life-cycle/order-work.js';
import { TakeStep } from './life-cycle/take-step.js';
import { EquipmentRepository } from './persistence/equipment.repository.js';
import { WorkOrderEntity } from './persistence/work-order.entity.js';
import { WorkOrderRepository } from './persistence/work-order.repository.js';
import { CountWorkOrdersHandler } from './queries/count-work-orders.query.js';
import { GetWorkOrderHandler } from './queries/get-work-order.query.js';
import { ListWorkOrdersHandler } from './queries/list-work-orders.query.js';

const handlers = [
  NoteEquipmentOnEquipmentRegistered,
  NoteEquipmentOnEquipmentChanged,
  OrderWorkOnCaseTriaged,
];

const answers = [
  ListWorkOrdersHandler,
  GetWorkOrderHandler,
  CreateWorkOrderHandler,
  ClaimWorkOrderHandler,
  ReleaseWorkOrderHandler,
  StartWorkOrderHandler,
  CompleteWorkOrderHandler,
  CloseWorkOrderHandler,
  CancelWorkOrderHandler,
  CountWorkOrdersHandler,
  ...inspections.answers,
];

const jobs = [...inspections.jobs];

/** Work orders: from a case or a person to finished, verified work. */
@Module({
  imports: [
    DatabaseModule.forSchema('maintenance', [WorkOrderEntity, ...inspections.entities]),
    JobsModule.forAgent('maintenance', jobs),
    MessagingModule.forAgent('maintenance', { handlers, answers }),
  ],
  providers: [
    EquipmentRepository,
    OrderWork,
    TakeStep,
    WorkOrderRepository,
    ...inspections.providers,
    ...handlers,
    ...answers,
    ...jobs,
  ],
})
export class MaintenanceModule {}

export const maintenance: AgentProgram = { agent: 'maintenance', module: MaintenanceModule };
