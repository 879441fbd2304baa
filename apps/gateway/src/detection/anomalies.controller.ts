import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnomalyView, FindAnomalyOutcomes, GetAnomaly, ListAnomalies } from '@libs/contracts';
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
  async getAnomaly(
    @Param('id') anomalyId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<AnomalyView> {
    const found = await this.agents.ask(GetAnomaly, { anomalyId }, asking);
    const { similar = [] } = found;
    const anomalyIds = [anomalyId, ...similar.map(({ id }) => id)];
    const outcomes = await this.agents.ask(FindAnomalyOutcomes, { anomalyIds }, asking);
    const became = (id: string) => {
      const outcome = outcomes.find((each) => each.anomalyId === id);
      return outcome && { outcome };
    };
    const known = similar.map((each) => Object.assign(each, became(each.id)));
    return Object.assign(found, became(anomalyId), { similar: known });
  }
}
