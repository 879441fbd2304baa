import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/** Where the work at hand came from; carried by the runtime, never by a handler. */
export interface Trace {
  /** Born where a reading or a request enters. */
  readonly correlationId: string;
  /** Id of the event or request being handled. */
  readonly causationId?: string;
  /** `user:<id>`, `api_key:<id>`, `agent:<agent>` or `gateway:<name>` */
  readonly actor: string;
  /** W3C trace context. */
  readonly traceparent: string;
}

interface Scope {
  readonly agent?: string;
  readonly trace?: Trace;
}

const scopes = new AsyncLocalStorage<Scope>();

/** Runs work, and whatever it starts, in the name of an agent. */
export function runAsAgent<T>(agent: string, work: () => T): T {
  return scopes.run({ agent }, work);
}

/** Runs work under a trace. */
export function runInTrace<T>(trace: Trace, work: () => T): T {
  return scopes.run({ ...scopes.getStore(), trace }, work);
}

/** The agent in whose name the current work runs. */
export function currentAgent(): string | undefined {
  return scopes.getStore()?.agent;
}

/** The trace of the current work, or undefined outside of any. */
export function currentTrace(): Trace | undefined {
  return scopes.getStore()?.trace;
}

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** A span of its own within the given W3C trace, or of a new one when there is none. */
export function nextTraceparent(parent?: string): string {
  const match = parent ? TRACEPARENT.exec(parent) : null;
  const traceId = match?.[1] ?? randomBytes(16).toString('hex');
  const flags = match?.[3] ?? '01';
  return `00-${traceId}-${randomBytes(8).toString('hex')}-${flags}`;
}
