import { PageRequest, ROLES, Text, TextList, type Role } from '@libs/contracts';
import { ArrayMinSize } from 'class-validator';
import type { UserView } from '../auth/auth.dto.js';

/** A new local user. */
export class NewUser {
  @Text({ max: 60, pattern: /^[a-z0-9][a-z0-9._-]*$/, example: 'tina' }) username!: string;
  @Text({ min: 12, max: 200 }) password!: string;
  @ArrayMinSize(1) @TextList({ max: 10, words: ROLES, example: ['technician'] }) roles!: Role[];
}

/** Which users to list. */
export class ListUsers extends PageRequest<UserView> {}
