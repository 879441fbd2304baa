import { Module } from '@nestjs/common';
import { DatabaseModule } from '@libs/database';
import { MessagingModule } from '@libs/messaging';
import type { AgentProgram } from '@libs/runtime';
import { EnterStateHandler } from './commands/enter-state.command.js';
import { RecordProductionHandler } from './commands/record-production.command.js';
import { SetCostRatesHandler } from './commands/set-cost-rates.command.js';
import { CountAlarmOnAlarmRaised } from './handlers/count-alarm-on-alarm-raised.handler.js';
import { CountAlarmOnAlarmReraised } from './handlers/count-alarm-on-alarm-reraised.handler.js';
import { DrawTimelineOnEquipmentRegistered } from './handlers/draw-timeline-on-equipment-registered.handler.js';
import { DrawTimelineOnEquipmentStateChanged } from './handlers/draw-timeline-on-equipment-state-changed.handler.js';
import { DrawTimelineOnWorkOrderCompleted } from './handlers/draw-timeline-on-work-order-completed.handler.js';
import { DrawTimelineOnWorkOrderCreated } from './handlers/draw-timeline-on-work-order-created.handler.js';
import { DrawTimelineOnWorkOrderStarted } from './handlers/draw-timeline-on-work-order-started.handler.js';
import { NoteAcknowledgementOnAlarmAcknowledged } from './handlers/note-acknowledgement-on-alarm-acknowledged.handler.js';
import { NoteEndOnWorkOrderCancelled } from './handlers/note-end-on-work-order-cancelled.handler.js';
import { NoteEquipmentOnEquipmentChanged } from './handlers/note-equipment-on-equipment-changed.handler.js';
import { NoteEquipmentOnEquipmentMoved } from './handlers/note-equipment-on-equipment-moved.handler.js';
import { NoteLocationOnLocationChanged } from './handlers/note-location-on-location-changed.handler.js';
import { NoteLocationOnLocationRegistered } from './handlers/note-location-on-location-registered.handler.js';
import { NoteLocationOnLocationRemoved } from './handlers/note-location-on-location-removed.handler.js';
import { AlarmRepository } from './persistence/alarm.repository.js';
import { EquipmentRepository } from './persistence/equipment.repository.js';
import { HistoryRepository } from './persistence/history.repository.js';
import { LocationRepository } from './persistence/location.repository.js';
import { ProductionRepository } from './persistence/production.repository.js';
import { RegistryStateRepository } from './persistence/registry-state.repository.js';
import { StateEntryEntity } from './persistence/state-entry.entity.js';
import { StateEntryRepository } from './persistence/state-entry.repository.js';
import { TimelineRepository } from './persistence/timeline.repository.js';
import { WorkOrderRepository } from './persistence/work-order.repository.js';
import { GetFleetHandler } from './queries/get-fleet.query.js';
import { GetKpisHandler } from './queries/get-kpis.query.js';
import { GetTimelineHandler } from './queries/get-timeline.query.js';
import { ListDefinitionsHandler } from './queries/list-definitions.query.js';
import { ListStateEntriesHandler } from './queries/list-state-entries.query.js';
import { DrawTimeline } from './timeline/draw-timeline.js';
import { KnownEquipment } from './timeline/known-equipment.js';

const handlers = [
  DrawTimelineOnEquipmentRegistered,
  DrawTimelineOnEquipmentStateChanged,
  DrawTimelineOnWorkOrderCreated,
  DrawTimelineOnWorkOrderStarted,
  DrawTimelineOnWorkOrderCompleted,
  NoteEquipmentOnEquipmentChanged,
  NoteEquipmentOnEquipmentMoved,
  NoteLocationOnLocationChanged,
  NoteLocationOnLocationRegistered,
  NoteLocationOnLocationRemoved,
  NoteEndOnWorkOrderCancelled,
  CountAlarmOnAlarmRaised,
  CountAlarmOnAlarmReraised,
  NoteAcknowledgementOnAlarmAcknowledged,
];

const answers = [
  GetTimelineHandler,
  EnterStateHandler,
  ListStateEntriesHandler,
  RecordProductionHandler,
  SetCostRatesHandler,
  GetKpisHandler,
  ListDefinitionsHandler,
  GetFleetHandler,
];

/** What equipment did, and the key figures that follow from it. */
@Module({
  imports: [
    DatabaseModule.forSchema('analytics', [StateEntryEntity]),
    MessagingModule.forAgent('analytics', { handlers, answers }),
  ],
  providers: [
    AlarmRepository,
    DrawTimeline,
    EquipmentRepository,
    HistoryRepository,
    KnownEquipment,
    LocationRepository,
    ProductionRepository,
    RegistryStateRepository,
    StateEntryRepository,
    TimelineRepository,
    WorkOrderRepository,
    ...handlers,
    ...answers,
  ],
})
export class AnalyticsModule {}

export const analytics: AgentProgram = { agent: 'analytics', module: AnalyticsModule };
