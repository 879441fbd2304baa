import { EventContract } from '../envelope/event-contract.js';
import { Text, TextList, Uuid, Whole } from '../fields/kinds.js';

/** A custom role after what happened. */
export abstract class RoleEvent {
  @Uuid() roleId!: string;
  @Text({ max: 60 }) name!: string;
  @Text({ max: 500, optional: true }) description?: string;
  @TextList({ max: 200 }) permissions!: readonly string[];
  @Whole({ min: 1 }) version!: number;
}

/** There is a new role to give. */
@EventContract('gateway.role.added.v1')
export class RoleAdded extends RoleEvent {}

/** Those who have the role may do other things now. */
@EventContract('gateway.role.changed.v1')
export class RoleChanged extends RoleEvent {}

/** The role is no more; nobody had it. */
@EventContract('gateway.role.removed.v1')
export class RoleRemoved extends RoleEvent {}
