import { AddInspectionRoundHandler } from './commands/add-inspection-round.command.js';
import { AddInspectionTemplateHandler } from './commands/add-inspection-template.command.js';
import { CancelInspectionHandler } from './commands/cancel-inspection.command.js';
import { ChangeInspectionRoundHandler } from './commands/change-inspection-round.command.js';
import { CloseInspectionHandler } from './commands/close-inspection.command.js';
import { PauseInspectionRoundHandler } from './commands/pause-inspection-round.command.js';
import { ResumeInspectionRoundHandler } from './commands/resume-inspection-round.command.js';
import { RetireInspectionRoundHandler } from './commands/retire-inspection-round.command.js';
import { RetireInspectionTemplateHandler } from './commands/retire-inspection-template.command.js';
import { ReviewInspectionHandler } from './commands/review-inspection.command.js';
import { ReviseInspectionTemplateHandler } from './commands/revise-inspection-template.command.js';
import { ScheduleInspectionHandler } from './commands/schedule-inspection.command.js';
import { StartInspectionHandler } from './commands/start-inspection.command.js';
import { SubmitInspectionHandler } from './commands/submit-inspection.command.js';
import { FollowInspectionJob } from './jobs/follow-inspection.job.js';
import { PlanInspectionRoundJob } from './jobs/plan-inspection-round.job.js';
import { LockTemplate } from './lock-template.js';
import { InspectionEntity } from '../persistence/inspections/inspection.entity.js';
import { InspectionRepository } from '../persistence/inspections/inspection.repository.js';
import { ItemResultRepository } from '../persistence/inspections/result.repository.js';
import { InspectionRoundEntity } from '../persistence/inspections/round.entity.js';
import { InspectionRoundRepository } from '../persistence/inspections/round.repository.js';
import { InspectionStatisticsRepository } from '../persistence/inspections/statistics.repository.js';
import { InspectionTemplateEntity } from '../persistence/inspections/template.entity.js';
import { InspectionTemplateRepository } from '../persistence/inspections/template.repository.js';
import { ChangeRound } from './planning/change-round.js';
import { CheckRound } from './planning/check-round.js';
import { EquipmentOfRound } from './planning/equipment-of-round.js';
import { PlanRound } from './planning/plan-round.js';
import { GetInspectionRoundHandler } from './queries/get-inspection-round.query.js';
import { GetInspectionStatisticsHandler } from './queries/get-inspection-statistics.query.js';
import { GetInspectionTemplateHandler } from './queries/get-inspection-template.query.js';
import { GetInspectionTrendHandler } from './queries/get-inspection-trend.query.js';
import { GetInspectionHandler } from './queries/get-inspection.query.js';
import { ListInspectionRoundsHandler } from './queries/list-inspection-rounds.query.js';
import { ListInspectionTemplatesHandler } from './queries/list-inspection-templates.query.js';
import { ListInspectionsHandler } from './queries/list-inspections.query.js';
import { TakeInspectionStep } from './take-inspection-step.js';
import { TellPlans } from './tell-plans.js';
import { UsableTemplate } from './usable-template.js';

/** Inspections: templates, rounds that repeat them, what was found and what it means. */
export const inspections = {
  entities: [InspectionEntity, InspectionRoundEntity, InspectionTemplateEntity],
  answers: [
    AddInspectionTemplateHandler,
    ReviseInspectionTemplateHandler,
    RetireInspectionTemplateHandler,
    GetInspectionTemplateHandler,
    ListInspectionTemplatesHandler,
    AddInspectionRoundHandler,
    ChangeInspectionRoundHandler,
    PauseInspectionRoundHandler,
    ResumeInspectionRoundHandler,
    RetireInspectionRoundHandler,
    GetInspectionRoundHandler,
    ListInspectionRoundsHandler,
    ScheduleInspectionHandler,
    GetInspectionHandler,
    ListInspectionsHandler,
    StartInspectionHandler,
    SubmitInspectionHandler,
    ReviewInspectionHandler,
    CloseInspectionHandler,
    CancelInspectionHandler,
    GetInspectionTrendHandler,
    GetInspectionStatisticsHandler,
  ],
  jobs: [PlanInspectionRoundJob, FollowInspectionJob],
  providers: [
    ChangeRound,
    CheckRound,
    EquipmentOfRound,
    InspectionRepository,
    InspectionRoundRepository,
    InspectionStatisticsRepository,
    InspectionTemplateRepository,
    ItemResultRepository,
    LockTemplate,
    PlanRound,
    TakeInspectionStep,
    TellPlans,
    UsableTemplate,
  ],
} as const;
