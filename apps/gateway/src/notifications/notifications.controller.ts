import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  GetNotification,
  ListNotifications,
  MarkNotificationRead,
  NotificationView,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { One, PageOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { PageAnswer } from '../http/envelope.js';
import { NoBody } from '../http/no-body.js';

@ApiTags('notifications')
@Controller('api/v1/notifications')
export class NotificationsController {
  constructor(private readonly agents: AgentsClient) {}

  @Get()
  @Permission('notifications.read')
  @PageOf(NotificationView, 'Lists notifications, newest first')
  listNotifications(
    @Query() query: ListNotifications,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.agents.page(ListNotifications, query, asking);
  }

  @Get(':id')
  @Permission('notifications.read')
  @One(NotificationView, 'One notification and how its delivery stands')
  getNotification(
    @Param('id') notificationId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<NotificationView> {
    return this.agents.ask(GetNotification, { notificationId }, asking);
  }

  @Post(':id/read')
  @Permission('notifications.mark_read')
  @One(NotificationView, 'Marks an in-app notification as read')
  markNotificationRead(
    @Param('id') notificationId: string,
    @Body() _body: NoBody,
    @InTheNameOf() asking: Asking,
  ): Promise<NotificationView> {
    return this.agents.ask(MarkNotificationRead, { notificationId }, asking);
  }
}
