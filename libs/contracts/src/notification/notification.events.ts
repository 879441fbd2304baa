import { EventContract } from '../envelope/event-contract.js';
import { Choice, Text, Uuid, Whole } from '../fields/kinds.js';
import { CHANNELS, type Channel } from '../words.js';

/** What every event of a notification tells. */
export abstract class NotificationEvent {
  @Uuid() notificationId!: string;
  @Text({ max: 200 }) recipient!: string;
  @Choice(CHANNELS) channel!: Channel;
  @Text({ max: 200 }) title!: string;
  @Uuid({ description: 'The event that it tells of' }) aboutEventId!: string;
  @Whole({ min: 0 }) attempts!: number;
}

/** A message to a person was accepted by its channel. */
@EventContract('notification.notification.sent.v1')
export class NotificationSent extends NotificationEvent {}

/** A message to a person could not be delivered and will not be tried again. */
@EventContract('notification.notification.failed.v1')
export class NotificationFailed extends NotificationEvent {
  @Text({ max: 1000 }) reason!: string;
}
