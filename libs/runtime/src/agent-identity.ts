import { randomUUID } from 'node:crypto';

/** Which agent this is, and which of its replicas. */
export class AgentIdentity {
  readonly instanceId = randomUUID();
  readonly startedAt = new Date();

  constructor(readonly agent: string) {}
}
