import { GetNotification } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import {
  NotificationRepository,
  notificationView,
} from '../persistence/notification.repository.js';

@Answers(GetNotification)
export class GetNotificationHandler implements RequestHandler<GetNotification> {
  constructor(private readonly notifications: NotificationRepository) {}

  async execute({ request, tx }: Call<GetNotification>): Promise<Answer<GetNotification>> {
    const found = await this.notifications.find(request.notificationId, tx);
    if (!found) throw Refusal.notFound('notification', request.notificationId);
    return { reply: notificationView(found) };
  }
}
