import 'reflect-metadata';
import { Injectable } from '@nestjs/common';
import type { SystemTransaction } from '@libs/database';

/** A due row, by its ids. All that a BullMQ job carries. */
export interface DueWork {
  readonly tenantId: string;
  readonly id: string;
  /** How often the row was tried before; what the row counts, so that one attempt is one job. */
  readonly attempt: number;
  readonly correlationId: string;
  readonly causationId?: string;
  /** What the board calls the job, in a person's words. */
  readonly label?: string;
  /** Somebody tries it again from the board, after it was given up. */
  readonly again?: boolean;
  /** When its time comes; what runs before was promoted on the board. */
  readonly waitsUntil?: string;
}

/** A row whose time has not come. */
export interface WaitingWork extends DueWork {
  readonly dueAt: Date;
}

/** Timed or slow work whose due rows lie in Postgres. */
export interface TimedJob {
  /**
   * Finds rows that are due, oldest first, and leases them (`FOR UPDATE SKIP LOCKED`) so that
   * no other replica puts them into the queue; a row whose job got lost is found again once its
   * lease has run out. Answers at most `limit`.
   */
  due(tx: SystemTransaction, limit: number): Promise<readonly DueWork[]>;
  /**
   * Does the work of one row. It may be called twice for the same attempt, so it claims the row
   * first. What it throws is logged; the row's lease brings it back, unless it is `GivenUp`. Long
   * work ends early once the agent is `stopping`.
   */
  run(work: DueWork, stopping: AbortSignal): Promise<void>;
  /**
   * Finds rows whose time has not come, the soonest first, for the board to show. Only where `run`
   * does right before that time, too: there somebody may have it done now. Answers at most `limit`.
   */
  waiting?(tx: SystemTransaction, limit: number): Promise<readonly WaitingWork[]>;
}

export type TimedJobClass = new (...dependencies: never[]) => TimedJob;

const KEY = Symbol('queue');

/** Says through which of the agent's queues a job goes. */
export function OnQueue(queue: string): ClassDecorator {
  return (target) => {
    Injectable()(target);
    Reflect.defineMetadata(KEY, queue, target);
  };
}

/** The queue of a job class; throws when it carries no `@OnQueue`. */
export function queueOf(type: TimedJobClass): string {
  const queue = Reflect.getMetadata(KEY, type) as string | undefined;
  if (!queue) throw new Error(`${type.name} carries no @OnQueue`);
  return queue;
}
