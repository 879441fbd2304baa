import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { GetSensor, ListSensors, SensorView } from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { One, PageOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { PageAnswer } from '../http/envelope.js';

@ApiTags('sensors')
@Controller('api/v1/sensors')
export class SensorsController {
  constructor(private readonly agents: AgentsClient) {}

  @Get()
  @Permission('sensors.read')
  @PageOf(SensorView, 'Lists sensors, newest first')
  listSensors(@Query() query: ListSensors, @InTheNameOf() asking: Asking): Promise<PageAnswer> {
    return this.agents.page(ListSensors, query, asking);
  }

  @Get(':id')
  @Permission('sensors.read')
  @One(SensorView, 'One sensor')
  getSensor(@Param('id') sensorId: string, @InTheNameOf() asking: Asking): Promise<SensorView> {
    return this.agents.ask(GetSensor, { sensorId }, asking);
  }
}
