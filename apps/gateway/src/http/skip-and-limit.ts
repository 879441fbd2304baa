import { Whole } from '@libs/contracts';

/** Which part of a bare list to tell. */
export class SkipAndLimit {
  @Whole({ min: 0, max: 10_000_000, optional: true, default: 0 }) skip?: number;
  @Whole({ min: 1, max: 1000, optional: true, default: 100 }) limit?: number;
}
