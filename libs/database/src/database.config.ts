import { IsInt, Matches, Max, Min } from 'class-validator';

/** Where an agent's schema lies and how many connections it may hold. */
export class DatabaseConfig {
  @Matches(/^postgres(ql)?:\/\/\S+$/, {
    message: 'must be postgres://user:password@host:port/name',
  })
  databaseUrl = '';

  @IsInt() @Min(4) @Max(200) databasePoolSize = 12;

  @IsInt() @Min(100) databaseStatementTimeoutMs = 15_000;
}
