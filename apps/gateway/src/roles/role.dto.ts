import {
  Instant,
  PageRequest,
  PERMISSIONS,
  ROLES,
  Text,
  TextList,
  Uuid,
  Whole,
} from '@libs/contracts';
import { ArrayMinSize, IsNotIn } from 'class-validator';
import type { CustomRole } from '../persistence/role.repository.js';

const MOST = 200;

/** A role of the tenant's own. */
export class RoleView {
  @Uuid() id!: string;
  @Text({ max: 60 }) name!: string;
  @Text({ max: 500, optional: true }) description?: string;
  @TextList({ max: MOST, words: PERMISSIONS }) permissions!: readonly string[];
  @Whole({ min: 1 }) version!: number;
  @Instant() createdAt!: string;
}

/** A role that every tenant has. */
export class BuiltInRoleView {
  @Text({ max: 60 }) name!: string;
  @TextList({ max: MOST, words: PERMISSIONS }) permissions!: readonly string[];
}

/** A new role; what it allows its maker must be allowed. */
export class NewRole {
  @IsNotIn([...ROLES], { message: 'is the name of a built-in role' })
  @Text({ max: 60, pattern: /^[a-z][a-z0-9_]*$/, example: 'night_shift' })
  name!: string;

  @Text({ max: 500, optional: true }) description?: string;
  @ArrayMinSize(1) @TextList({ max: MOST, words: PERMISSIONS }) permissions!: string[];
}

/** What is to be another of a role; its name stays. */
export class RoleChanges {
  @Text({ max: 500, optional: true, nullable: true }) description?: string | null;
  @ArrayMinSize(1)
  @TextList({ max: MOST, words: PERMISSIONS, optional: true })
  permissions?: string[];
}

/** Which page of custom roles to list. */
export class ListRoles extends PageRequest<RoleView> {}

export function roleView(role: CustomRole): RoleView {
  const { id, name, description, permissions, version, createdAt } = role;
  return {
    id,
    name,
    ...(description !== null && { description }),
    permissions,
    version,
    createdAt: createdAt.toISOString(),
  };
}
