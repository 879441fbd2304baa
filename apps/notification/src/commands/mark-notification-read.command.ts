import { MarkNotificationRead } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import {
  NotificationRepository,
  notificationView,
} from '../persistence/notification.repository.js';

@Answers(MarkNotificationRead)
export class MarkNotificationReadHandler implements RequestHandler<MarkNotificationRead> {
  constructor(private readonly notifications: NotificationRepository) {}

  async execute({
    request,
    tx,
  }: Call<MarkNotificationRead>): Promise<Answer<MarkNotificationRead>> {
    const found = await this.notifications.find(request.notificationId, tx);
    if (!found) throw Refusal.notFound('notification', request.notificationId);
    if (found.channel !== 'in_app') {
      throw Refusal.conflict('Only a notification in the app can be marked as read.');
    }
    if (!found.readAt) await this.notifications.markRead(found, new Date(), tx);
    return { reply: notificationView(found) };
  }
}
