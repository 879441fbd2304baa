import { CommandContract, QueryContract, Request } from '../envelope/request-contract.js';
import { ListOf, Text, TextList, Uuid } from '../fields/kinds.js';
import { Day } from '../fields/records.js';
import { PageRequest } from '../paging.js';
import { WorkOrderView } from './work-order.requests.js';

const SKILL = { max: 60, pattern: /^[a-z][a-z0-9_]*$/, example: 'electrician' } as const;

/** A skill of a person, and the certificate that proves it. */
export class QualificationView {
  @Uuid() id!: string;
  @Text({ max: 120, description: 'As in user:<id>' }) actor!: string;
  @Text({ max: 120 }) name!: string;
  @Text(SKILL) skill!: string;
  @Text({ max: 200, nullable: true }) certificate!: string | null;
  @Day({ nullable: true, description: 'The last day on which it is valid' })
  expiresOn!: string | null;
}

/** Asks who is qualified for what. */
@QueryContract('maintenance.list-qualifications')
export class ListQualifications extends PageRequest<QualificationView> {
  @Text({ max: 120, optional: true }) actor?: string;
  @Text({ ...SKILL, optional: true }) skill?: string;
}

/** Notes that somebody has a skill. */
@CommandContract('maintenance.add-qualification')
export class AddQualification extends Request<QualificationView> {
  @Text({ max: 120, description: 'As in user:<id>' }) actor!: string;
  @Text({ max: 120 }) name!: string;
  @Text(SKILL) skill!: string;
  @Text({ max: 200, optional: true }) certificate?: string;
  @Day({ optional: true }) expiresOn?: string;
}

/** Takes a qualification away. */
@CommandContract('maintenance.remove-qualification')
export class RemoveQualification extends Request<QualificationView> {
  @Uuid() qualificationId!: string;
}

/** Says which skills a work order needs. */
@CommandContract('maintenance.set-required-skills')
export class SetRequiredSkills extends Request<WorkOrderView> {
  @Uuid() workOrderId!: string;
  @TextList({ max: 20 }) skills!: string[];
}

/** One source of energy of a piece of equipment, and how it is locked out. */
export class IsolationPoint {
  @Text({ max: 200, example: 'Breaker Q12' }) point!: string;
  @Text({ max: 500, example: 'Switch off, lock, try to start.' }) method!: string;
}

/** How a piece of equipment is made safe before work on it starts. */
export class SafetyPlanView {
  @Uuid() equipmentId!: string;
  @ListOf(() => IsolationPoint, { max: 50 }) points!: IsolationPoint[];
}

/** Asks how a piece of equipment is made safe. */
@QueryContract('maintenance.get-safety-plan')
export class GetSafetyPlan extends Request<SafetyPlanView> {
  @Uuid() equipmentId!: string;
}

/** Says how a piece of equipment is made safe; work that is ordered from now on follows it. */
@CommandContract('maintenance.set-safety-plan')
export class SetSafetyPlan extends Request<SafetyPlanView> {
  @Uuid() equipmentId!: string;
  @ListOf(() => IsolationPoint, { max: 50 }) points!: IsolationPoint[];
}
