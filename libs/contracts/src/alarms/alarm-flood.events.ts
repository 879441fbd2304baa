import { EventContract } from '../envelope/event-contract.js';
import { Instant, Text, Uuid, Whole } from '../fields/kinds.js';

/** More alarms came within ten minutes than the operators can work on; only critical ones are told now. */
@EventContract('alarms.flood.started.v1')
export class AlarmFloodStarted {
  @Uuid() floodId!: string;
  @Instant() startedAt!: string;
  @Whole({ min: 1, description: 'Alarms of the last ten minutes' }) alarms!: number;
  @Whole({ min: 1 }) operators!: number;
  @Uuid({ description: 'The alarm that came first' }) firstOutAlarmId!: string;
  @Uuid() firstOutEquipmentId!: string;
  @Text({ max: 1000 }) firstOutMessage!: string;
}

/** Alarms come slowly enough again. */
@EventContract('alarms.flood.ended.v1')
export class AlarmFloodEnded {
  @Uuid() floodId!: string;
  @Instant() startedAt!: string;
  @Instant() endedAt!: string;
  @Whole({ min: 0, description: 'Alarms that came during the flood' }) alarms!: number;
}
