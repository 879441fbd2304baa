import { Choice, Flag, Text, TextList } from '@libs/contracts';
import { ArrayMinSize, IsUrl, Matches } from 'class-validator';

/** Algorithms whose verifying key is public: a shared secret could be used to sign. */
const ALGORITHMS = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
] as const;

const HTTPS_UNLESS_LOOPBACK =
  /^(https:\/\/|http:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?\/)/;

/** Somebody else whose tokens are taken, and what of them is demanded. */
export class Issuer {
  /** As it stands in `iss`, to the letter. */
  @Text({ max: 500 }) issuer!: string;

  /** What `aud` must hold. */
  @Text({ max: 500 }) audience!: string;

  @IsUrl({ require_tld: false })
  @Matches(HTTPS_UNLESS_LOOPBACK, { message: 'jwksUrl must be https outside loopback' })
  jwksUrl!: string;

  @ArrayMinSize(1)
  @TextList({ max: 10, words: ALGORITHMS, optional: true })
  algorithms: readonly string[] = ['RS256'];

  /** Code of the tenant that its users belong to. */
  @Text({ max: 60, optional: true }) tenant = 'default';

  /** The role that unknown users get; without it they must have been invited by e-mail. */
  @Choice(['viewer', 'operator', 'technician', 'planner', 'engineer'], { optional: true })
  provision?: string;

  /** Whether tokens must tell when the user signed in, as Firebase's do. */
  @Flag({ optional: true }) authTime = false;
}

/** Firebase's ID tokens of one project. */
export function firebaseIssuer(projectId: string, tenant: string): Issuer {
  return Object.assign(new Issuer(), {
    issuer: `https://securetoken.google.com/${projectId}`,
    audience: projectId,
    jwksUrl:
      'https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com',
    tenant,
    authTime: true,
  });
}
