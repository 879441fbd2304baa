import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BandView, GetBand } from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { One } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import { BandQuery } from './band.dto.js';

@ApiTags('detection')
@Controller('api/v1/sensors/:id/band')
export class BandController {
  constructor(private readonly agents: AgentsClient) {}

  @Get()
  @Permission('readings.read')
  @One(BandView, 'What was expected of a sensor and what came, for a chart')
  getBand(
    @Param('id') sensorId: string,
    @Query() query: BandQuery,
    @InTheNameOf() asking: Asking,
  ): Promise<BandView> {
    return this.agents.ask(GetBand, Object.assign(query, { sensorId }), asking);
  }
}
