import { Choice, Flag, Instant, Nested, Text, TextList, Uuid, Whole } from '@libs/contracts';
import { ROLES, type Role } from '@libs/contracts';

/** A local user's name and password. */
export class LoginInput {
  @Text({ max: 60, example: 'admin' }) username!: string;
  @Text({ max: 200 }) password!: string;
  @Text({ max: 60, optional: true, default: 'default', description: 'Short name of the tenant' })
  tenant?: string;
}

/** A local user. */
export class UserView {
  @Uuid() id!: string;
  @Uuid() tenantId!: string;
  @Text({ max: 60 }) username!: string;
  @TextList({ max: 10, words: ROLES }) roles!: Role[];
  @Flag() enabled!: boolean;
  @Instant() createdAt!: string;
}

/** A token, and whose it is. */
export class LoginView {
  @Text({ max: 4000, description: 'To be sent as Authorization: Bearer …' }) accessToken!: string;
  @Choice(['Bearer']) tokenType!: 'Bearer';
  @Whole() expiresInSeconds!: number;
  @Nested(() => UserView) user!: UserView;
}

/** Who the token says you are. */
export class MeView {
  @Uuid() id!: string;
  @Uuid() tenantId!: string;
  @Text({ max: 60 }) username!: string;
  @TextList({ max: 10, words: ROLES }) roles!: readonly Role[];
  @TextList({ max: 100, description: 'What the roles allow' }) permissions!: readonly string[];
  @Instant() tokenExpiresAt!: string;
}
