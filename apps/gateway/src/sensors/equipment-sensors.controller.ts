import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { GetEquipment, ListSensors, RegisterSensor, SensorView } from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { Created, PageOrStretchOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { ListAnswer } from '../http/envelope.js';
import { ListEquipmentSensors, RegisterSensorBody } from './sensor.dto.js';

@ApiTags('sensors')
@Controller('api/v1/equipment/:id/sensors')
export class EquipmentSensorsController {
  constructor(private readonly agents: AgentsClient) {}

  @Post()
  @Permission('sensors.manage')
  @Created(SensorView, 'Registers a sensor on a piece of equipment', '/api/v1/sensors')
  registerSensor(
    @Param('id') equipmentId: string,
    @Body() body: RegisterSensorBody,
    @InTheNameOf() asking: Asking,
  ): Promise<SensorView> {
    return this.agents.ask(RegisterSensor, Object.assign(body, { equipmentId }), asking);
  }

  @Get()
  @Permission('sensors.read')
  @PageOrStretchOf(SensorView, 'Lists the sensors of a piece of equipment')
  async listEquipmentSensors(
    @Param('id') equipmentId: string,
    @Query() query: ListEquipmentSensors,
    @InTheNameOf() asking: Asking,
  ): Promise<ListAnswer> {
    await this.agents.ask(GetEquipment, { equipmentId }, asking);
    return this.agents.list(ListSensors, Object.assign(query, { equipmentId }), asking);
  }
}
