import { Matches } from 'class-validator';

/** Where Redis is. */
export class RedisConfig {
  @Matches(/^rediss?:\/\/\S+$/, { message: 'must be redis://:password@host:port' })
  redisUrl = '';
}
