import { ActivateMaintenancePlanHandler } from './commands/activate-maintenance-plan.command.js';
import { ChangeMaintenancePlanHandler } from './commands/change-maintenance-plan.command.js';
import { DraftMaintenancePlanHandler } from './commands/draft-maintenance-plan.command.js';
import { OrderPlanOccurrenceHandler } from './commands/order-plan-occurrence.command.js';
import { PauseMaintenancePlanHandler } from './commands/pause-maintenance-plan.command.js';
import { ResumeMaintenancePlanHandler } from './commands/resume-maintenance-plan.command.js';
import { RetireMaintenancePlanHandler } from './commands/retire-maintenance-plan.command.js';
import { SkipPlanOccurrenceHandler } from './commands/skip-plan-occurrence.command.js';
import { GetMaintenancePlanVersionHandler } from './queries/get-maintenance-plan-version.query.js';
import { GetMaintenancePlanHandler } from './queries/get-maintenance-plan.query.js';
import { GetOneStopHandler } from './queries/get-one-stop.query.js';
import { ListMaintenanceDuesHandler } from './queries/list-maintenance-dues.query.js';
import { ListMaintenancePlanVersionsHandler } from './queries/list-maintenance-plan-versions.query.js';
import { ListMaintenancePlansHandler } from './queries/list-maintenance-plans.query.js';
import { ListOpportunitiesHandler } from './queries/list-opportunities.query.js';
import { ListPlanOccurrencesHandler } from './queries/list-plan-occurrences.query.js';
import { PreviewMaintenancePlanHandler } from './queries/preview-maintenance-plan.query.js';
import { CountForPlansOnAlarmRaised } from './handlers/count-for-plans-on-alarm-raised.handler.js';
import { CountForPlansOnAlarmReraised } from './handlers/count-for-plans-on-alarm-reraised.handler.js';
import { JudgeHealthForPlansOnEquipmentStateChanged } from './handlers/judge-health-for-plans-on-equipment-state-changed.handler.js';
import { JudgePredictionForPlansOnFailurePredicted } from './handlers/judge-prediction-for-plans-on-failure-predicted.handler.js';
import { NoteEpochOnMeterEpochStarted } from './handlers/note-epoch-on-meter-epoch-started.handler.js';
import { LookAfterDuePlansJob } from './jobs/look-after-due-plans.job.js';
import { ApplyPlan } from './following/apply-plan.js';
import { ChangePlan } from './following/change-plan.js';
import { FindOpportunities } from './following/find-opportunities.js';
import { HearNews } from './following/hear-news.js';
import { LeaveEquipment } from './following/leave-equipment.js';
import { LookAfterEquipment } from './following/look-after-equipment.js';
import { BringWork } from './following/bring-work.js';
import { OrderOccurrence } from './following/order-occurrence.js';
import { PlanDesk } from './following/plan-desk.js';
import { ReadSensors } from './following/read-sensors.js';
import { SteerOccurrence } from './following/steer-occurrence.js';
import { WeighOpportunities } from './following/weigh-opportunities.js';
import { DueRepository } from './persistence/due.repository.js';
import { OccurrenceRepository } from './persistence/occurrence.repository.js';
import { OpportunityRepository } from './persistence/opportunity.repository.js';
import { PastWorkRepository } from './persistence/past-work.repository.js';
import { PlanVersionRepository } from './persistence/plan-version.repository.js';
import { PlanRepository } from './persistence/plan.repository.js';
import { PlannedEquipmentRepository } from './persistence/planned-equipment.repository.js';

export const planHandlers = [
  CountForPlansOnAlarmRaised,
  CountForPlansOnAlarmReraised,
  JudgeHealthForPlansOnEquipmentStateChanged,
  JudgePredictionForPlansOnFailurePredicted,
  NoteEpochOnMeterEpochStarted,
];

export const planAnswers = [
  ActivateMaintenancePlanHandler,
  ChangeMaintenancePlanHandler,
  DraftMaintenancePlanHandler,
  OrderPlanOccurrenceHandler,
  PauseMaintenancePlanHandler,
  ResumeMaintenancePlanHandler,
  RetireMaintenancePlanHandler,
  SkipPlanOccurrenceHandler,
  GetMaintenancePlanHandler,
  GetMaintenancePlanVersionHandler,
  GetOneStopHandler,
  ListMaintenanceDuesHandler,
  ListMaintenancePlansHandler,
  ListMaintenancePlanVersionsHandler,
  ListOpportunitiesHandler,
  ListPlanOccurrencesHandler,
  PreviewMaintenancePlanHandler,
];

export const planJobs = [LookAfterDuePlansJob];

/** What handlers, answers and jobs of plans need. */
export const planProviders = [
  DueRepository,
  OccurrenceRepository,
  OpportunityRepository,
  PastWorkRepository,
  PlanRepository,
  PlanVersionRepository,
  PlannedEquipmentRepository,
  ApplyPlan,
  ChangePlan,
  FindOpportunities,
  HearNews,
  LeaveEquipment,
  LookAfterEquipment,
  BringWork,
  OrderOccurrence,
  PlanDesk,
  ReadSensors,
  SteerOccurrence,
  WeighOpportunities,
];
