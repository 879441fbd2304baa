import { EmailAddress, Flag, Instant, Text } from '@libs/contracts';
import type { LinkedIdentity } from '../persistence/identity.repository.js';

/** Who a user is to an external issuer. */
export class IdentityView {
  @Text({ max: 500, description: 'Issuer of the external tokens' }) issuer!: string;
  @Text({ max: 255, description: 'Who the user is to the issuer' }) externalId!: string;
  @EmailAddress({ nullable: true }) email!: string | null;
  @Flag() emailVerified!: boolean;
  @Instant() linkedAt!: string;
}

/** Which of a user's identities is meant: there is one per issuer. */
export class WhichIdentity {
  @Text({ max: 500, description: 'Issuer of the external tokens' }) issuer!: string;
}

export function identityView({ linkedAt, ...identity }: LinkedIdentity): IdentityView {
  return { ...identity, linkedAt: linkedAt.toISOString() };
}
