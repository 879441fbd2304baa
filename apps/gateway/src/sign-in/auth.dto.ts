import {
  Choice,
  EmailAddress,
  Flag,
  Instant,
  Nested,
  Text,
  TextList,
  Uuid,
  Whole,
} from '@libs/contracts';
import { UserView } from '../users/user.dto.js';

/** A local user's name and password. */
export class LoginInput {
  @Text({ max: 60, example: 'admin' }) username!: string;
  @Text({ max: 200 }) password!: string;
  @Text({ max: 60, optional: true, default: 'default', description: 'Short name of the tenant' })
  tenant?: string;
}

/** The token of an external issuer; it may be sent as a bearer instead. */
export class VerifyInput {
  @Text({ max: 16_000, optional: true }) token?: string;
  @Text({ max: 16_000, optional: true, description: 'Another name for `token`' }) idToken?: string;
}

/** The token that goes on with a session. */
export class RefreshInput {
  @Text({ max: 200, description: 'Good for one time' }) refreshToken!: string;
}

/** Which session to end, where the request is not of it. */
export class LogoutInput {
  @Text({ max: 200, optional: true }) refreshToken?: string;
}

/** Another password for oneself. */
export class OwnPassword {
  @Text({ max: 200 }) oldPassword!: string;
  @Text({ min: 12, max: 200 }) newPassword!: string;
}

/** The tokens of a session. */
export class TokensView {
  @Text({ max: 4000, description: 'To be sent as Authorization: Bearer …' }) accessToken!: string;
  @Choice(['Bearer']) tokenType!: 'Bearer';
  @Whole() expiresInSeconds!: number;
  @Text({ max: 200, description: 'For /auth/refresh; each one good for one time' })
  refreshToken!: string;
  @Uuid() sessionId!: string;
  @Instant({ description: 'When the session ends at the latest' }) sessionExpiresAt!: string;
}

/** Tokens, and whose they are. */
export class LoginView extends TokensView {
  @Nested(() => UserView) user!: UserView;
}

/** Who the external token is of, here and at its issuer. */
export class VerifiedView extends LoginView {
  @Text({ max: 255, description: 'Who the user is to the issuer' }) uid!: string;
  @EmailAddress({ optional: true }) email?: string;
  @Flag() emailVerified!: boolean;
}

/** Who the token says you are. */
export class MeView {
  @Uuid() id!: string;
  @Uuid() tenantId!: string;
  @Text({ max: 100, description: 'Your name, or that of the API key' }) username!: string;
  @Choice(['session', 'api_key', 'external_token']) by!: string;
  @TextList({ max: 20 }) roles!: readonly string[];
  @TextList({ max: 200, description: 'What you may do' }) permissions!: readonly string[];
  @Uuid({ optional: true }) sessionId?: string;
  @Instant() tokenExpiresAt!: string;
}
