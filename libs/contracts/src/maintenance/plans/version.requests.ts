import { QueryContract, Request } from '../../envelope/request-contract.js';
import { Choice, Instant, Nested, Text, TextList, Uuid, Whole } from '../../fields/kinds.js';
import { PageRequest } from '../../paging.js';
import { PlanDefinition } from './plan.definition.js';
import { PLAN_STATUSES, type PlanStatus } from './plan.words.js';

/** What a maintenance plan was from one change to the next. */
export class MaintenancePlanVersionView {
  @Uuid() planId!: string;
  @Whole({ min: 1 }) version!: number;
  @Choice(PLAN_STATUSES) status!: PlanStatus;
  @Nested(() => PlanDefinition) definition!: PlanDefinition;
  @TextList({ max: 30, description: 'What is not as in the version before; of the first, nothing' })
  changes!: string[];
  @Text({ max: 200 }) changedBy!: string;
  @Instant() changedAt!: string;
}

/** Asks for the versions of a maintenance plan, the latest first. */
@QueryContract('maintenance.list-maintenance-plan-versions')
export class ListMaintenancePlanVersions extends PageRequest<MaintenancePlanVersionView> {
  @Uuid() planId!: string;
}

/** Asks for one version of a maintenance plan. */
@QueryContract('maintenance.get-maintenance-plan-version')
export class GetMaintenancePlanVersion extends Request<MaintenancePlanVersionView> {
  @Uuid() planId!: string;
  @Whole({ min: 1, max: 2_147_483_647 }) version!: number;
}
