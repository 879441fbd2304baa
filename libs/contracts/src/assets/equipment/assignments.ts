import { CommandContract, QueryContract, Request } from '../../envelope/request-contract.js';
import { EventContract } from '../../envelope/event-contract.js';
import { Choice, Instant, Text, Uuid } from '../../fields/kinds.js';
import { PageRequest } from '../../paging.js';

/** Who equipment is assigned to. */
export const ASSIGNEE_KINDS = ['user', 'team'] as const;
export type AssigneeKind = (typeof ASSIGNEE_KINDS)[number];

const optional = { optional: true } as const;

/** A user or team that looks after a piece of equipment. */
export class AssignmentView {
  @Uuid() id!: string;
  @Uuid() equipmentId!: string;
  @Choice(ASSIGNEE_KINDS) assigneeKind!: AssigneeKind;
  @Text({ max: 200, description: 'Id of the user, or name of the team' }) assignee!: string;
  @Text({ max: 100, ...optional, description: 'As what, e.g. owner' }) role?: string;
  @Instant() assignedAt!: string;
  @Text({ max: 200 }) assignedBy!: string;
  @Instant(optional) endedAt?: string;
}

/** Assigns a piece of equipment to a user or team. */
@CommandContract('assets.assign-equipment')
export class AssignEquipment extends Request<AssignmentView> {
  @Uuid() equipmentId!: string;
  @Choice(ASSIGNEE_KINDS, { ...optional, default: 'user' }) assigneeKind?: AssigneeKind;
  @Text({ max: 200 }) assignee!: string;
  @Text({ max: 100, ...optional }) role?: string;
}

/** Ends an assignment. */
@CommandContract('assets.end-assignment')
export class EndAssignment extends Request<AssignmentView> {
  @Uuid() equipmentId!: string;
  @Uuid() assignmentId!: string;
}

/** Asks who looks after a piece of equipment. */
@QueryContract('assets.list-assignments')
export class ListAssignments extends PageRequest<AssignmentView> {
  @Uuid() equipmentId!: string;
}

abstract class AssignmentEvent {
  @Uuid() assignmentId!: string;
  @Uuid() equipmentId!: string;
  @Choice(ASSIGNEE_KINDS) assigneeKind!: AssigneeKind;
  @Text({ max: 200 }) assignee!: string;
  @Text({ max: 100, ...optional }) role?: string;
  @Instant() assignedAt!: string;
  @Text({ max: 200 }) assignedBy!: string;
  @Instant(optional) endedAt?: string;
}

/** A user or team looks after a piece of equipment from now on. */
@EventContract('assets.assignment.started.v1')
export class AssignmentStarted extends AssignmentEvent {}

/** A user or team looks after a piece of equipment no longer. */
@EventContract('assets.assignment.ended.v1')
export class AssignmentEnded extends AssignmentEvent {}
