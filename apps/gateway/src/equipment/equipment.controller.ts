import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  EquipmentView,
  GetEquipment,
  LatestValueView,
  ListEquipment,
  ListLatestValues,
  RegisterEquipment,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { Created, ListOfAll, One, PageOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { PageAnswer } from '../http/envelope.js';

@ApiTags('equipment')
@Controller('api/v1/equipment')
export class EquipmentController {
  constructor(private readonly agents: AgentsClient) {}

  @Post()
  @Permission('equipment.manage')
  @Created(EquipmentView, 'Registers a piece of equipment', '/api/v1/equipment')
  registerEquipment(
    @Body() body: RegisterEquipment,
    @InTheNameOf() asking: Asking,
  ): Promise<EquipmentView> {
    return this.agents.ask(RegisterEquipment, body, asking);
  }

  @Get()
  @Permission('equipment.read')
  @PageOf(EquipmentView, 'Lists equipment, newest first')
  listEquipment(@Query() query: ListEquipment, @InTheNameOf() asking: Asking): Promise<PageAnswer> {
    return this.agents.page(ListEquipment, query, asking);
  }

  @Get(':id')
  @Permission('equipment.read')
  @One(EquipmentView, 'One piece of equipment')
  getEquipment(
    @Param('id') equipmentId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<EquipmentView> {
    return this.agents.ask(GetEquipment, { equipmentId }, asking);
  }

  @Get(':id/latest')
  @Permission('readings.read')
  @ListOfAll(LatestValueView, 'The newest reading of each sensor of a piece of equipment')
  listLatestValues(
    @Param('id') equipmentId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<LatestValueView[]> {
    return this.agents.ask(ListLatestValues, { equipmentId }, asking);
  }
}
