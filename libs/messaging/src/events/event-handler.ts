import 'reflect-metadata';
import { Injectable } from '@nestjs/common';
import type { CloudEvent, ContractClass, EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';

/** One event in, one transaction, the events to publish out. Throwing undoes all of it. */
export interface EventHandler<T extends object> {
  handle(event: T, tx: Transaction, about: CloudEvent<T>): Promise<readonly EventDraft[]>;
}

export type EventHandlerClass = new (...dependencies: never[]) => EventHandler<never>;

const KEY = Symbol('handles');

/** Says which event a handler class handles. */
export function Handles<T extends object>(contract: ContractClass<T>): ClassDecorator {
  return (target) => {
    Injectable()(target);
    Reflect.defineMetadata(KEY, contract, target);
  };
}

/** The event that a class handles, or undefined. */
export function handledEventOf(type: object): ContractClass | undefined {
  return Reflect.getMetadata(KEY, type) as ContractClass | undefined;
}
