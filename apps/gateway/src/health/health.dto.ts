import { Choice, field, Text } from '@libs/contracts';

const UP_OR_DOWN = ['up', 'down'] as const;
const HEALTHY_OR_NOT = ['healthy', 'unhealthy'] as const;

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

/** The gateway and what it depends on, in the word that older clients know. */
export class HealthView {
  @Choice(HEALTHY_OR_NOT) status!: string;
  @Checks() checks!: Record<string, string>;
  @Text({ max: 30 }) version!: string;
  @Text({ max: 30, example: 'running' }) state!: string;
}

/** The same in the words that older clients know. */
export class OldHealthView {
  @Choice(HEALTHY_OR_NOT) status!: string;
  @Text({ max: 30 }) service!: string;
  @Choice(['connected', 'disconnected']) database!: string;
}
