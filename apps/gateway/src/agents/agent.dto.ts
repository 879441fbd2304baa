import { Choice, FreeForm, Instant, ListOf, Nested, Text, TextList, Uuid } from '@libs/contracts';
import { AGENT_STATES } from '@libs/runtime';

const STATES = [...AGENT_STATES, 'absent'] as const;

/** Where an agent stands in its life; absent: nobody answers for it. */
export type AgentStateNow = (typeof STATES)[number];

/** One replica of an agent. */
export class AgentInstance {
  @Uuid() id!: string;
  @Instant() startedAt!: string;
  @Text({ max: 30 }) version!: string;
  @Choice(STATES) state!: AgentStateNow;
  @FreeForm({ description: 'up or down for each thing that it depends on' })
  checks!: Record<string, string>;
}

/** What an agent takes, tells and answers. */
export class AgentCapabilities {
  @TextList({ max: 500 }) consumes!: string[];
  @TextList({ max: 500 }) publishes!: string[];
  @TextList({ max: 500 }) answers!: string[];
}

/** An agent of the topology, and who is there for it. */
export class AgentView {
  @Text({ max: 60 }) agent!: string;
  @Text({ max: 200 }) does!: string;
  @Choice(STATES) state!: AgentStateNow;
  @ListOf(() => AgentInstance, { max: 100 }) instances!: AgentInstance[];
  @Nested(() => AgentCapabilities) capabilities!: AgentCapabilities;
}
