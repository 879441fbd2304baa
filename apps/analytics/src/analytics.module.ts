import { Module } from '@nestjs/common';
import { DatabaseModule } from '@libs/database';
import { MessagingModule } from '@libs/messaging';
import type { AgentProgram } from '@libs/runtime';
import { EnterStateHandler } from './commands/enter-state.command.js';
import { RecordProductionHandler } from './commands/record-production.command.js';
import { SetCostRatesHandler } from './commands/set-cost-rates.command.js';
import { SetDowntimeReasonsHandler } from './commands/set-downtime-reasons.command.js';
import { EndStandingOnAlarmReturned } from './handlers/end-standing-on-alarm-returned.handler.js';
import { EndShelvingOnAlarmUnshelved } from './handlers/end-shelving-on-alarm-unshelved.handler.js';
import { BeginSuppressionOnAlarmSuppressed } from './handlers/begin-suppression-on-alarm-suppressed.handler.js';
import { EndSuppressionOnAlarmUnsuppressed } from './handlers/end-suppression-on-alarm-unsuppressed.handler.js';
import { CountAlarmOnAlarmRaised } from './handlers/count-alarm-on-alarm-raised.handler.js';
import { CountAlarmOnAlarmReraised } from './handlers/count-alarm-on-alarm-reraised.handler.js';
import { DrawTimelineOnEquipmentConnectivityChanged } from './handlers/draw-timeline-on-equipment-connectivity-changed.handler.js';
import { DrawTimelineOnEquipmentRegistered } from './handlers/draw-timeline-on-equipment-registered.handler.js';
import { DrawTimelineOnEquipmentStateChanged } from './handlers/draw-timeline-on-equipment-state-changed.handler.js';
import { DrawTimelineOnWorkOrderCompleted } from './handlers/draw-timeline-on-work-order-completed.handler.js';
import { DrawTimelineOnWorkOrderCreated } from './handlers/draw-timeline-on-work-order-created.handler.js';
import { DrawTimelineOnWorkOrderReopened } from './handlers/draw-timeline-on-work-order-reopened.handler.js';
import { DrawTimelineOnWorkOrderSentBack } from './handlers/draw-timeline-on-work-order-sent-back.handler.js';
import { DrawTimelineOnWorkOrderStarted } from './handlers/draw-timeline-on-work-order-started.handler.js';
import { NoteAcknowledgementOnAlarmAcknowledged } from './handlers/note-acknowledgement-on-alarm-acknowledged.handler.js';
import { NoteAnswerOnAlarmJudged } from './handlers/note-answer-on-alarm-judged.handler.js';
import { NoteAnswerOnFeedbackGiven } from './handlers/note-answer-on-feedback-given.handler.js';
import { NoteCaseOnCaseMarkedFalsePositive } from './handlers/note-case-on-case-marked-false-positive.handler.js';
import { NoteCaseOnCaseMerged } from './handlers/note-case-on-case-merged.handler.js';
import { NoteCaseOnCaseOpened } from './handlers/note-case-on-case-opened.handler.js';
import { NoteCaseOnCaseReopened } from './handlers/note-case-on-case-reopened.handler.js';
import { NoteCaseOnCaseResolved } from './handlers/note-case-on-case-resolved.handler.js';
import { NoteCostOnPartIssued } from './handlers/note-cost-on-part-issued.handler.js';
import { NoteCostOnPartReturned } from './handlers/note-cost-on-part-returned.handler.js';
import { NoteCostOnWorkOrderCostAdded } from './handlers/note-cost-on-work-order-cost-added.handler.js';
import { NoteEndOnWorkOrderCancelled } from './handlers/note-end-on-work-order-cancelled.handler.js';
import { NoteEquipmentOnEquipmentChanged } from './handlers/note-equipment-on-equipment-changed.handler.js';
import { EndTimelineOnEquipmentRemoved } from './handlers/end-timeline-on-equipment-removed.handler.js';
import { NoteEquipmentOnEquipmentMoved } from './handlers/note-equipment-on-equipment-moved.handler.js';
import { NoteLocationOnLocationChanged } from './handlers/note-location-on-location-changed.handler.js';
import { NoteLocationOnLocationRegistered } from './handlers/note-location-on-location-registered.handler.js';
import { NoteLocationOnLocationRemoved } from './handlers/note-location-on-location-removed.handler.js';
import { NoteOccurrenceOnOccurrenceDone } from './handlers/note-occurrence-on-occurrence-done.handler.js';
import { NoteOccurrenceOnOccurrenceDue } from './handlers/note-occurrence-on-occurrence-due.handler.js';
import { NoteOccurrenceOnOccurrenceMerged } from './handlers/note-occurrence-on-occurrence-merged.handler.js';
import { NoteOccurrenceOnOccurrenceSkipped } from './handlers/note-occurrence-on-occurrence-skipped.handler.js';
import { NoteRecordOnMaintenanceRecordAdded } from './handlers/note-record-on-maintenance-record-added.handler.js';
import { NoteShelvingOnAlarmShelved } from './handlers/note-shelving-on-alarm-shelved.handler.js';
import { NoteWaitOnWorkOrderHeld } from './handlers/note-wait-on-work-order-held.handler.js';
import { NoteWaitOnWorkOrderResumed } from './handlers/note-wait-on-work-order-resumed.handler.js';
import { NoteWindowOnWorkOrderScheduled } from './handlers/note-window-on-work-order-scheduled.handler.js';
import { ReadMeters } from './metering/read-meters.js';
import { AlarmStretchRepository } from './persistence/alarm-stretch.repository.js';
import { AlarmRepository } from './persistence/alarm.repository.js';
import { WorkCostRepository } from './persistence/work-cost.repository.js';
import { OccurrenceRepository } from './persistence/occurrence.repository.js';
import { MaintenanceRecordRepository } from './persistence/maintenance-record.repository.js';
import { FeedbackRepository } from './persistence/feedback.repository.js';
import { CaseRepository } from './persistence/case.repository.js';
import { DowntimeReasonRepository } from './persistence/downtime-reason.repository.js';
import { HearingRepository } from './persistence/hearing.repository.js';
import { UnqualifiedStopRepository } from './persistence/unqualified-stop.repository.js';
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
import { ListDowntimeReasonsHandler } from './queries/list-downtime-reasons.query.js';
import { ListUnqualifiedStopsHandler } from './queries/list-unqualified-stops.query.js';
import { ListStateEntriesHandler } from './queries/list-state-entries.query.js';
import { DrawTimeline } from './timeline/draw-timeline.js';
import { KnownEquipment } from './timeline/known-equipment.js';

const handlers = [
  EndStandingOnAlarmReturned,
  EndShelvingOnAlarmUnshelved,
  BeginSuppressionOnAlarmSuppressed,
  EndSuppressionOnAlarmUnsuppressed,
  DrawTimelineOnEquipmentConnectivityChanged,
  DrawTimelineOnEquipmentRegistered,
  DrawTimelineOnEquipmentStateChanged,
  DrawTimelineOnWorkOrderCreated,
  DrawTimelineOnWorkOrderStarted,
  DrawTimelineOnWorkOrderCompleted,
  NoteEquipmentOnEquipmentChanged,
  NoteEquipmentOnEquipmentMoved,
  EndTimelineOnEquipmentRemoved,
  NoteLocationOnLocationChanged,
  NoteLocationOnLocationRegistered,
  NoteLocationOnLocationRemoved,
  NoteEndOnWorkOrderCancelled,
  CountAlarmOnAlarmRaised,
  CountAlarmOnAlarmReraised,
  NoteAcknowledgementOnAlarmAcknowledged,
  DrawTimelineOnWorkOrderReopened,
  DrawTimelineOnWorkOrderSentBack,
  NoteAnswerOnAlarmJudged,
  NoteAnswerOnFeedbackGiven,
  NoteCaseOnCaseMarkedFalsePositive,
  NoteCaseOnCaseMerged,
  NoteCaseOnCaseOpened,
  NoteCaseOnCaseReopened,
  NoteCaseOnCaseResolved,
  NoteCostOnPartIssued,
  NoteCostOnPartReturned,
  NoteCostOnWorkOrderCostAdded,
  NoteOccurrenceOnOccurrenceDone,
  NoteOccurrenceOnOccurrenceDue,
  NoteOccurrenceOnOccurrenceMerged,
  NoteOccurrenceOnOccurrenceSkipped,
  NoteRecordOnMaintenanceRecordAdded,
  NoteShelvingOnAlarmShelved,
  NoteWaitOnWorkOrderHeld,
  NoteWaitOnWorkOrderResumed,
  NoteWindowOnWorkOrderScheduled,
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
  ListDowntimeReasonsHandler,
  SetDowntimeReasonsHandler,
  ListUnqualifiedStopsHandler,
];

/** What equipment did, and the key figures that follow from it. */
@Module({
  imports: [
    DatabaseModule.forSchema('analytics', [StateEntryEntity]),
    MessagingModule.forAgent('analytics', { handlers, answers }),
  ],
  providers: [
    AlarmRepository,
    AlarmStretchRepository,
    WorkCostRepository,
    OccurrenceRepository,
    MaintenanceRecordRepository,
    FeedbackRepository,
    CaseRepository,
    DrawTimeline,
    DowntimeReasonRepository,
    EquipmentRepository,
    HearingRepository,
    UnqualifiedStopRepository,
    HistoryRepository,
    KnownEquipment,
    LocationRepository,
    ProductionRepository,
    ReadMeters,
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
