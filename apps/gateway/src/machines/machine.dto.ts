import { IsISO8601, Matches } from 'class-validator';
import { Choice, field, MACHINE_STATUSES, Real, Text, Whole } from '@libs/contracts';
import type { FieldOptions, MachineStatus } from '@libs/contracts';

/** An instant whose zone offset may be missing; UTC then. */
const LooseInstant = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    { type: 'string', format: 'date-time' },
    options,
    IsISO8601({ strict: true }),
    Matches(/^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?)?$/, {
      message: '$property must be an instant like 2024-01-12T08:00:00',
    }),
  );

const NAIVE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?$/;

/** A machine as production systems write it. */
export class MachineBody {
  @Text({ max: 200 }) machine_name!: string;
  @Text({ max: 100 }) machine_type!: string;
  @Choice(MACHINE_STATUSES) operational_status!: MachineStatus;
  @Real({ min: 0, max: 1000, description: 'In percent' }) efficiency!: number;
  @LooseInstant({ description: 'UTC when it names no zone' }) last_maintenance!: string;
}

/** A machine as production systems read it. */
export class MachineView {
  @Whole({ min: 1 }) id!: number;
  @Text({ max: 200 }) machine_name!: string;
  @Text({ max: 100 }) machine_type!: string;
  @Choice(MACHINE_STATUSES) operational_status!: MachineStatus;
  @Real({ nullable: true, description: 'As declared; null where nobody did' })
  efficiency!: number | null;
  @Text({ max: 30, pattern: NAIVE, nullable: true, description: 'UTC, without zone' })
  last_maintenance!: string | null;
}

/** What became of a machine. */
export class MachineMessage {
  @Text({ max: 200, example: 'Machine deleted successfully' }) message!: string;
}
