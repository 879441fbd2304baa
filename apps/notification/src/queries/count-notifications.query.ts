import { CountNotifications } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { NotificationRepository } from '../persistence/notification.repository.js';

@Answers(CountNotifications)
export class CountNotificationsHandler implements RequestHandler<CountNotifications> {
  constructor(private readonly notifications: NotificationRepository) {}

  async execute({ tx }: Call<CountNotifications>): Promise<Answer<CountNotifications>> {
    return { reply: await this.notifications.count(tx) };
  }
}
