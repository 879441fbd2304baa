import { ListNotifications } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { NotificationRepository } from '../persistence/notification.repository.js';

@Answers(ListNotifications)
export class ListNotificationsHandler implements RequestHandler<ListNotifications> {
  constructor(private readonly notifications: NotificationRepository) {}

  async execute({ request, tx }: Call<ListNotifications>): Promise<Answer<ListNotifications>> {
    return { reply: await this.notifications.list(request, tx) };
  }
}
