import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ListSensorFaults, SensorFaultView } from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { PageOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { PageAnswer } from '../http/envelope.js';

@ApiTags('detection')
@Controller('api/v1/detection/sensor-faults')
export class SensorFaultsController {
  constructor(private readonly agents: AgentsClient) {}

  @Get()
  @Permission('anomalies.read')
  @PageOf(SensorFaultView, 'Lists faults of sensors themselves, newest first')
  listSensorFaults(
    @Query() query: ListSensorFaults,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.agents.page(ListSensorFaults, query, asking);
  }
}
