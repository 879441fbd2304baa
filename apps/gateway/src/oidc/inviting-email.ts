// In small letters the Kelvin sign is a k: another mailbox, but to Postgres the same e-mail.
const ASCII = /^[!-~]+$/;

/** The e-mail that may stand for its owner: anybody can claim one, so the issuer must have verified it. */
export function invitingEmail(user: {
  readonly email: string | undefined;
  readonly emailVerified: boolean;
}): string | undefined {
  const { email, emailVerified } = user;
  return email !== undefined && emailVerified && ASCII.test(email) ? email : undefined;
}
