import { Injectable, Logger } from '@nestjs/common';

/** An agent's life: registered → starting → running ⇄ degraded → draining → stopped. */
export const AGENT_STATES = [
  'registered',
  'starting',
  'running',
  'degraded',
  'draining',
  'stopped',
] as const;
export type AgentState = (typeof AGENT_STATES)[number];

const NEXT: Readonly<Record<AgentState, readonly AgentState[]>> = {
  registered: ['starting', 'stopped'],
  starting: ['running', 'degraded', 'draining', 'stopped'],
  running: ['degraded', 'draining'],
  degraded: ['running', 'draining'],
  draining: ['stopped'],
  stopped: [],
};

/** A step in an agent's life. */
export interface StateChange {
  readonly from: AgentState;
  readonly to: AgentState;
  readonly reason: string;
  readonly at: Date;
}

/** Where an agent stands in its life, and who wants to know. */
@Injectable()
export class AgentLifecycle {
  private readonly logger = new Logger('lifecycle');
  private readonly listeners: ((change: StateChange) => void)[] = [];
  private current: AgentState = 'registered';

  get state(): AgentState {
    return this.current;
  }

  /** Calls back at every step from now on. */
  onChange(listener: (change: StateChange) => void): void {
    this.listeners.push(listener);
  }

  /** Takes a step; one that the life cycle does not know is ignored. */
  moveTo(to: AgentState, reason: string): void {
    const from = this.current;
    if (!NEXT[from].includes(to)) return;
    this.current = to;
    this.logger.log(`${from} → ${to}: ${reason}`);
    const change = { from, to, reason, at: new Date() };
    for (const listener of this.listeners) listener(change);
  }
}
