import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Permission } from '../auth/permission.js';
import { PageOf } from '../docs/answers.js';
import { InTheNameOf, type Asking } from '../http/agents-client.js';
import { PageAnswer } from '../http/envelope.js';
import { AlertView, ListAlerts } from './alert.dto.js';
import { FindAlerts } from './find-alerts.js';

@ApiTags('alerts')
@Controller('api/v1')
export class AlertsController {
  constructor(private readonly alerts: FindAlerts) {}

  @Get('equipment/alerts')
  @Permission('alarms.read')
  @PageOf(AlertView, 'Lists what asks for attention, of every kind')
  listEquipmentAlerts(
    @Query() query: ListAlerts,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.listAlerts(query, asking);
  }

  @Get('alerts')
  @Permission('alarms.read')
  @PageOf(AlertView, 'The same, where other systems have it')
  async listAlerts(@Query() query: ListAlerts, @InTheNameOf() asking: Asking): Promise<PageAnswer> {
    const { items, totalCount } = await this.alerts.find(query, asking);
    return PageAnswer.of(items, totalCount, query);
  }
}
