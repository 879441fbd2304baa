import { EventContract } from '../envelope/event-contract.js';
import { Choice, Instant, Text } from '../fields/kinds.js';
import { ALARM_STATES, type AlarmState } from '../words.js';
import { AlarmEvent } from './alarm.events.js';

/** A person put an alarm aside for a time; it comes back by itself. */
@EventContract('alarms.alarm.shelved.v1')
export class AlarmShelved extends AlarmEvent {
  @Text({ max: 120 }) shelvedBy!: string;
  @Instant() until!: string;
  @Text({ max: 1000 }) reason!: string;
}

/** The shelving of an alarm is over. */
@EventContract('alarms.alarm.unshelved.v1')
export class AlarmUnshelved extends AlarmEvent {
  @Text({ max: 120, description: 'A person, or the agent when the time was over' })
  unshelvedBy!: string;
  @Choice(ALARM_STATES, { description: 'What it is now' }) state!: AlarmState;
}

/** An alarm is kept back by design or taken out of service. */
@EventContract('alarms.alarm.suppressed.v1')
export class AlarmSuppressed extends AlarmEvent {
  @Text({ max: 120, description: 'A person or the agent' }) suppressedBy!: string;
  @Text({ max: 1000, description: 'E.g. work_order:<id>, chattering, or what a person wrote' })
  reason!: string;
}

/** What kept an alarm back has ended; another reason may still hold. */
@EventContract('alarms.alarm.unsuppressed.v1')
export class AlarmUnsuppressed extends AlarmEvent {
  @Text({ max: 120 }) unsuppressedBy!: string;
  @Choice(ALARM_STATES, { description: 'What it is now' }) state!: AlarmState;
}
