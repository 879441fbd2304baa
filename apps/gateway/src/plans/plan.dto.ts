import { OmitType } from '@nestjs/swagger';
import {
  ChangeMaintenancePlan,
  ListMaintenancePlanVersions,
  MaintenanceDueView,
  SkipPlanOccurrence,
  Text,
} from '@libs/contracts';

/** What a plan says from now on. */
export class ChangeMaintenancePlanBody extends OmitType(ChangeMaintenancePlan, [
  'planId',
  'expectedVersion',
] as const) {}

/** Which page of a plan's versions. */
export class PlanVersionsQuery extends OmitType(ListMaintenancePlanVersions, ['planId'] as const) {}

/** Why the work will not be done this time. */
export class SkipPlanOccurrenceBody extends OmitType(SkipPlanOccurrence, [
  'occurrenceId',
] as const) {}

/** Maintenance that is due, also with the words of systems that keep a fleet. */
export class MaintenanceDue extends MaintenanceDueView {
  @Text({ max: 4000, nullable: true }) description_ar!: string | null;
}
