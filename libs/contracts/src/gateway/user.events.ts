import { EventContract } from '../envelope/event-contract.js';
import { EmailAddress, Flag, Text, TextList, Uuid, Whole } from '../fields/kinds.js';

/** A user as everybody may know them, after what happened. */
export abstract class UserEvent {
  @Uuid() userId!: string;
  @Text({ max: 60 }) username!: string;
  @Text({ max: 200, optional: true }) displayName?: string;
  @EmailAddress({ optional: true }) email?: string;
  @TextList({ max: 20, description: 'Built-in and custom roles by name' })
  roles!: readonly string[];
  @Flag() enabled!: boolean;
  @Whole({ min: 1 }) version!: number;
}

/** Somebody may come in from now on. */
@EventContract('gateway.user.added.v1')
export class UserAdded extends UserEvent {}

/** What a user is called or may do is another. */
@EventContract('gateway.user.changed.v1')
export class UserChanged extends UserEvent {}

/** A user will not come in again; the name stays theirs. */
@EventContract('gateway.user.removed.v1')
export class UserRemoved extends UserEvent {}

/** A user has another password. */
@EventContract('gateway.password.changed.v1')
export class PasswordChanged {
  @Uuid() userId!: string;
  @Text({ max: 60 }) username!: string;
}

/** A user can sign in through an external issuer. */
@EventContract('gateway.identity.linked.v1')
export class IdentityLinked {
  @Uuid() userId!: string;
  @Text({ max: 60 }) username!: string;
  @Text({ max: 500, description: 'Issuer of the external tokens' }) issuer!: string;
  @Text({ max: 255, description: 'Who the user is to the issuer' }) externalId!: string;
  @EmailAddress({ optional: true }) email?: string;
  @Flag() emailVerified!: boolean;
}

/** What an external issuer says lets this user in no longer. */
@EventContract('gateway.identity.unlinked.v1')
export class IdentityUnlinked {
  @Uuid() userId!: string;
  @Text({ max: 60 }) username!: string;
  @Text({ max: 500, description: 'Issuer of the external tokens' }) issuer!: string;
  @Text({ max: 255, description: 'Who the user was to the issuer' }) externalId!: string;
}
