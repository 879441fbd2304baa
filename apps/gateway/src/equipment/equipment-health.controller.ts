import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  EquipmentHealthView,
  GetEquipment,
  GetEquipmentHealth,
  HealthPoint,
  ListEquipmentHealth,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { One, PageOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { PageAnswer } from '../http/envelope.js';
import { ListHealth } from './equipment.dto.js';

@ApiTags('equipment')
@Controller('api/v1/equipment/:id/health')
export class EquipmentHealthController {
  constructor(private readonly agents: AgentsClient) {}

  @Get()
  @Permission('equipment.read')
  @One(EquipmentHealthView, 'How well it is, 0 to 100, with what drives it')
  getEquipmentHealth(
    @Param('id') equipmentId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<EquipmentHealthView> {
    return this.agents.ask(GetEquipmentHealth, { equipmentId }, asking);
  }

  @Get('history')
  @Permission('equipment.read')
  @PageOf(HealthPoint, 'How its health index moved, newest first')
  async listEquipmentHealth(
    @Param('id') equipmentId: string,
    @Query() query: ListHealth,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    await this.agents.ask(GetEquipment, { equipmentId }, asking);
    return this.agents.page(ListEquipmentHealth, Object.assign(query, { equipmentId }), asking);
  }
}
