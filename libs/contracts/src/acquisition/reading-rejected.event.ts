import { EventContract } from '../envelope/event-contract.js';
import { Text, Uuid, Whole } from '../fields/kinds.js';

/** A gateway's message, or readings within it, could not be recorded; the bytes are kept. */
@EventContract('acquisition.reading.rejected.v1')
export class ReadingRejected {
  @Text({ max: 120 }) gateway!: string;
  @Uuid() quarantineId!: string;
  @Text({ max: 1000 }) reason!: string;
  @Whole({ min: 0, description: 'Readings of the message that were refused; 0: unreadable' })
  refused!: number;
  @Whole({ min: 0, description: 'Readings of the message that were recorded' })
  recorded!: number;
}
