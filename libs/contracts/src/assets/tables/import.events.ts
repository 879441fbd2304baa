import { EventContract } from '../../envelope/event-contract.js';
import { Uuid } from '../../fields/kinds.js';
import { ImportFields } from './import.js';

abstract class ImportEvent extends ImportFields {
  @Uuid() importId!: string;
}

/** A table has come whole and will be worked on. */
@EventContract('assets.import.received.v1')
export class ImportReceived extends ImportEvent {}

/** An import is done, has failed or was cancelled. */
@EventContract('assets.import.ended.v1')
export class ImportEnded extends ImportEvent {}
