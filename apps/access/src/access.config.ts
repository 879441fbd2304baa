import { IsOptional, Matches } from 'class-validator';

const SEED = 'must be the seed of an nkey';

/** What it takes to let devices in and to shut them out; nothing where others run the broker. */
export class AccessConfig {
  /** Public key of the account that devices come into. */
  @IsOptional()
  @Matches(/^A[A-Z2-7]{55}$/, { message: 'must be the public key of an account' })
  devicesAccount?: string = undefined;

  /** Seed of that account's signing key whose scope is that of one device. */
  @IsOptional() @Matches(/^SA[A-Z2-7]{56}$/, { message: SEED }) devicesSeed?: string = undefined;

  /** Seed of the operator, whose signature a change of the account needs. */
  @IsOptional() @Matches(/^SO[A-Z2-7]{56}$/, { message: SEED }) operatorSeed?: string = undefined;

  /** The broker's address with the steward of its system account. */
  @IsOptional()
  @Matches(/^(nats|tls):\/\/\S+$/, { message: 'must be nats://account:seed@host:port' })
  systemNatsUrl?: string = undefined;
}
