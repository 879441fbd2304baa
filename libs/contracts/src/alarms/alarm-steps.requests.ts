import { Text, Uuid, Whole } from '../fields/kinds.js';
import { CommandContract, Request } from '../envelope/request-contract.js';
import { AlarmView } from './alarm.requests.js';

/** What every step of an alarm names; a step that its state does not allow is refused. */
export abstract class AlarmStep extends Request<AlarmView> {
  @Uuid() alarmId!: string;
}

/** Puts an alarm aside for a time that the plant's policy allows for its severity. */
@CommandContract('alarms.shelve-alarm')
export class ShelveAlarm extends AlarmStep {
  @Whole({ min: 1, max: 525_600 }) minutes!: number;
  @Text({ max: 1000 }) reason!: string;
}

/** Ends a shelving before its time. */
@CommandContract('alarms.unshelve-alarm')
export class UnshelveAlarm extends AlarmStep {}

/** Keeps an alarm back by design until somebody lifts that. */
@CommandContract('alarms.suppress-alarm')
export class SuppressAlarm extends AlarmStep {
  @Text({ max: 1000 }) reason!: string;
}

/** Lifts a suppression by design that a person set. */
@CommandContract('alarms.unsuppress-alarm')
export class UnsuppressAlarm extends AlarmStep {}

/** Takes an alarm out of service, e.g. while its instrument is being repaired. */
@CommandContract('alarms.take-alarm-out-of-service')
export class TakeAlarmOutOfService extends AlarmStep {
  @Text({ max: 1000 }) reason!: string;
}

/** Returns an alarm to service. */
@CommandContract('alarms.return-alarm-to-service')
export class ReturnAlarmToService extends AlarmStep {}

/** Resets a latched alarm whose condition has ended and which is acknowledged. */
@CommandContract('alarms.reset-alarm')
export class ResetAlarm extends AlarmStep {}

/** Writes something about an alarm, also when it is over. */
@CommandContract('alarms.comment-on-alarm')
export class CommentOnAlarm extends AlarmStep {
  @Text({ max: 1000 }) comment!: string;
}
