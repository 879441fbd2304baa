import {
  Choice,
  EmailAddress,
  Flag,
  Instant,
  Text,
  TextList,
  Uuid,
  WebAddress,
  Whole,
} from '../fields/kinds.js';
import { CommandContract, QueryContract, Request } from '../envelope/request-contract.js';
import { PageRequest } from '../paging.js';
import { CHANNELS, DELIVERY_STATUSES, SEVERITIES } from '../words.js';
import type { Channel, DeliveryStatus, Severity } from '../words.js';

/** A message to a person and how its delivery stands. */
export class NotificationView {
  @Uuid() id!: string;
  @Uuid() contactId!: string;
  @Text({ max: 200 }) recipient!: string;
  @Choice(CHANNELS) channel!: Channel;
  @Choice(DELIVERY_STATUSES) status!: DeliveryStatus;
  @Text({ max: 200 }) title!: string;
  @Text({ max: 4000 }) body!: string;
  @Text({ max: 120, description: 'Type of the event that it tells of' }) aboutType!: string;
  @Uuid() aboutEventId!: string;
  @Uuid({ nullable: true }) equipmentId!: string | null;
  @Uuid({ nullable: true }) workOrderId!: string | null;
  @Whole({ min: 0 }) attempts!: number;
  @Text({ max: 1000, nullable: true }) lastError!: string | null;
  @Instant() createdAt!: string;
  @Instant({ nullable: true }) sentAt!: string | null;
  @Instant({ nullable: true }) readAt!: string | null;
  @Uuid() correlationId!: string;
}

/** Asks for notifications, newest first. */
@QueryContract('notification.list-notifications')
export class ListNotifications extends PageRequest<NotificationView> {
  @Choice(DELIVERY_STATUSES, { optional: true }) status?: DeliveryStatus;
  @Choice(CHANNELS, { optional: true }) channel?: Channel;
  @Text({ max: 200, optional: true }) recipient?: string;
  @Uuid({ optional: true }) workOrderId?: string;
}

/** Asks for one notification. */
@QueryContract('notification.get-notification')
export class GetNotification extends Request<NotificationView> {
  @Uuid() notificationId!: string;
}

/** Marks an in-app notification as read. */
@CommandContract('notification.mark-notification-read')
export class MarkNotificationRead extends Request<NotificationView> {
  @Uuid() notificationId!: string;
}

/** What a contact may ask to be told of. */
export const TOPICS = [
  'alarm_raised',
  'work_order_created',
  'work_order_assigned',
  'work_overdue',
  'work_escalated',
  'safety_bypassed',
  'alarm_rule_proposed',
] as const;
export type Topic = (typeof TOPICS)[number];

/** A way to reach a person, and what for. */
export class ContactView {
  @Uuid() id!: string;
  @Text({ max: 200 }) name!: string;
  @Choice(CHANNELS) channel!: Channel;
  @Text({ max: 2000, nullable: true }) address!: string | null;
  @TextList({ max: 10, words: TOPICS }) topics!: Topic[];
  @Choice(SEVERITIES, { description: 'Nothing below is told' }) minimumSeverity!: Severity;
  @Flag() enabled!: boolean;
  @Instant() createdAt!: string;
  @Text({
    max: 100,
    optional: true,
    description: 'Key of the signatures on a webhook; shown once, in the answer that adds it',
  })
  secret?: string;
}

/** Adds a way to reach a person; `webhookUrl` or `email` as the channel needs. */
@CommandContract('notification.add-contact')
export class AddContact extends Request<ContactView> {
  @Text({ max: 200 }) name!: string;
  @Choice(CHANNELS) channel!: Channel;
  @WebAddress({ optional: true }) webhookUrl?: string;
  @EmailAddress({ optional: true }) email?: string;
  @TextList({ max: 10, words: TOPICS }) topics!: Topic[];
  @Choice(SEVERITIES, { optional: true, default: 'low' }) minimumSeverity?: Severity;
}

/** Takes a contact away; what was sent to it stays on record. */
@CommandContract('notification.remove-contact')
export class RemoveContact extends Request<{ id: string }> {
  @Uuid() contactId!: string;
}

/** Asks for contacts. */
@QueryContract('notification.list-contacts')
export class ListContacts extends PageRequest<ContactView> {}

/** Asks how many notifications there have been. */
@QueryContract('notification.count-notifications')
export class CountNotifications extends Request<{ notifications: number; sent: number }> {}
