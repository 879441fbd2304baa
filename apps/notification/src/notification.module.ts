import { Module } from '@nestjs/common';
import { DatabaseModule } from '@libs/database';
import { JobsModule, Sweeper } from '@libs/jobs';
import { MessagingModule, Outbox } from '@libs/messaging';
import { ConfigurationModule, type AgentProgram } from '@libs/runtime';
import { Channels } from './channels/channels.js';
import { EmailChannel } from './channels/email-channel.js';
import { WebhookChannel } from './channels/webhook-channel.js';
import { AddContactHandler } from './commands/add-contact.command.js';
import { MarkNotificationReadHandler } from './commands/mark-notification-read.command.js';
import { RemoveContactHandler } from './commands/remove-contact.command.js';
import { NotifyContactsOnAlarmFloodStarted } from './handlers/notify-contacts-on-alarm-flood-started.handler.js';
import { NotifyContactsOnAlarmRaised } from './handlers/notify-contacts-on-alarm-raised.handler.js';
import { NotifyContactsOnAlarmSeverityRaised } from './handlers/notify-contacts-on-alarm-severity-raised.handler.js';
import { NotifyContactsOnAlarmUnshelved } from './handlers/notify-contacts-on-alarm-unshelved.handler.js';
import { NotifyContactsOnAlarmUnsuppressed } from './handlers/notify-contacts-on-alarm-unsuppressed.handler.js';
import { NotifyContactsOnWorkOrderGlassBroken } from './handlers/notify-contacts-on-work-order-glass-broken.handler.js';
import { NotifyContactsOnRuleRetirementProposed } from './handlers/notify-contacts-on-rule-retirement-proposed.handler.js';
import { NotifyContactsOnEscalationLevelReached } from './handlers/notify-contacts-on-escalation-level-reached.handler.js';
import { NotifyContactsOnWorkOrderAssigned } from './handlers/notify-contacts-on-work-order-assigned.handler.js';
import { NotifyContactsOnWorkOrderCreated } from './handlers/notify-contacts-on-work-order-created.handler.js';
import { NotifyContactsOnWorkOrderPriorityRaised } from './handlers/notify-contacts-on-work-order-priority-raised.handler.js';
import { KeepSecretsSealed } from './keep-secrets-sealed.js';
import { NotifyContacts } from './notify-contacts.js';
import { DeliverNotificationJob } from './jobs/deliver-notification.job.js';
import { NotificationConfig } from './notification.config.js';
import { ContactEntity } from './persistence/contact.entity.js';
import { ContactRepository } from './persistence/contact.repository.js';
import { DeliveryRepository } from './persistence/delivery.repository.js';
import { NotificationEntity } from './persistence/notification.entity.js';
import { NotificationRepository } from './persistence/notification.repository.js';
import { CountNotificationsHandler } from './queries/count-notifications.query.js';
import { GetNotificationHandler } from './queries/get-notification.query.js';
import { ListContactsHandler } from './queries/list-contacts.query.js';
import { ListNotificationsHandler } from './queries/list-notifications.query.js';

const handlers = [
  NotifyContactsOnAlarmRaised,
  NotifyContactsOnAlarmSeverityRaised,
  NotifyContactsOnAlarmUnshelved,
  NotifyContactsOnAlarmUnsuppressed,
  NotifyContactsOnAlarmFloodStarted,
  NotifyContactsOnWorkOrderCreated,
  NotifyContactsOnWorkOrderPriorityRaised,
  NotifyContactsOnWorkOrderAssigned,
  NotifyContactsOnRuleRetirementProposed,
  NotifyContactsOnEscalationLevelReached,
  NotifyContactsOnWorkOrderGlassBroken,
];
const answers = [
  AddContactHandler,
  RemoveContactHandler,
  ListContactsHandler,
  ListNotificationsHandler,
  GetNotificationHandler,
  MarkNotificationReadHandler,
  CountNotificationsHandler,
];
const jobs = [DeliverNotificationJob];
const repositories = [ContactRepository, NotificationRepository, DeliveryRepository];
const channels = [Channels, WebhookChannel, EmailChannel];

/** Tells people of alarms and work orders. */
@Module({
  imports: [
    ConfigurationModule.for('notification', NotificationConfig),
    DatabaseModule.forSchema('notification', [ContactEntity, NotificationEntity]),
    JobsModule.forAgent('notification', jobs),
    MessagingModule.forAgent('notification', { handlers, answers }),
  ],
  providers: [
    ...repositories,
    ...channels,
    KeepSecretsSealed,
    NotifyContacts,
    ...handlers,
    ...answers,
    ...jobs,
  ],
})
export class NotificationModule {
  constructor(outbox: Outbox, sweeper: Sweeper) {
    // After each commit, so that a new notification does not wait for the next round.
    outbox.onAdded(() => sweeper.wake());
  }
}

export const notification: AgentProgram = { agent: 'notification', module: NotificationModule };
