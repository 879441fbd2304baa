import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnomalyView, GetAnomaly, ListAnomalies } from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { One, PageOrStretchOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { ListAnswer } from '../http/envelope.js';

@ApiTags('detection')
@Controller('api/v1/anomalies')
export class AnomaliesController {
  constructor(private readonly agents: AgentsClient) {}

  @Get()
  @Permission('anomalies.read')
  @PageOrStretchOf(AnomalyView, 'Lists anomalies, newest first')
  listAnomalies(@Query() query: ListAnomalies, @InTheNameOf() asking: Asking): Promise<ListAnswer> {
    return this.agents.list(ListAnomalies, query, asking);
  }

  @Get(':id')
  @Permission('anomalies.read')
  @One(AnomalyView, 'One anomaly with what explains it')
  getAnomaly(@Param('id') anomalyId: string, @InTheNameOf() asking: Asking): Promise<AnomalyView> {
    return this.agents.ask(GetAnomaly, { anomalyId }, asking);
  }
}
