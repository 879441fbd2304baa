import 'reflect-metadata';
import { Injectable } from '@nestjs/common';
import type { LogName } from '@libs/contracts';
import type { MsgHdrs } from '@nats-io/transport-node';
import type { PartitionLease } from './partition-lease.js';

/** One message of a high-rate log. */
export interface LogMessage {
  readonly seq: number;
  readonly subject: string;
  readonly data: Uint8Array;
  readonly headers?: MsgHdrs;
  /** When the broker took it in, in milliseconds since 1970, UTC. */
  readonly receivedAt: number;
}

/** The work on one partition, for as long as this replica holds it. */
export interface PartitionSession {
  /** Takes messages in order. Throwing ends the session; the next one starts from the position. */
  apply(batch: readonly LogMessage[]): Promise<void>;
  /** Makes everything up to `streamSeq` durable; all of it was given to `apply` before. */
  checkpoint(streamSeq: number): Promise<void>;
}

/** Reads a high-rate log by position. */
export interface LogReader {
  readonly partitions: number;
  partitionOf(subject: string): number;
  open(lease: PartitionLease): Promise<PartitionSession>;
}

export type LogReaderClass = new (...dependencies: never[]) => LogReader;

/** How a log is read. */
export interface ReadingOptions {
  /** The reader is the only one, so what every partition is past may leave the stream. */
  readonly trims?: boolean;
}

const KEY = Symbol('reads');

/** Says which log a class reads. */
export function Reads(log: LogName, options: ReadingOptions = {}): ClassDecorator {
  return (target) => {
    Injectable()(target);
    Reflect.defineMetadata(KEY, { log, options }, target);
  };
}

/** The log that a class reads, or undefined. */
export function readLogOf(
  type: object,
): { readonly log: LogName; readonly options: ReadingOptions } | undefined {
  return Reflect.getMetadata(KEY, type) as { log: LogName; options: ReadingOptions } | undefined;
}
