import { Choice, field, Text } from '@libs/contracts';

const UP_OR_DOWN = ['up', 'down'] as const;

/** Which checks are well. */
const Checks = (): PropertyDecorator =>
  field({ type: 'object', additionalProperties: { type: 'string', enum: UP_OR_DOWN } }, {});

/** Whether something works. */
export class WorkingView {
  @Choice(UP_OR_DOWN) status!: string;
}

/** Whether the gateway takes requests. */
export class ReadinessView extends WorkingView {
  @Checks() checks!: Record<string, string>;
}

/** The gateway and what it depends on. */
export class HealthView extends ReadinessView {
  @Text({ max: 30 }) version!: string;
  @Text({ max: 30, example: 'running' }) state!: string;
}

/** The same in the words that older clients know. */
export class OldHealthView {
  @Choice(['healthy', 'unhealthy']) status!: string;
  @Text({ max: 30 }) service!: string;
  @Choice(['connected', 'disconnected']) database!: string;
}
