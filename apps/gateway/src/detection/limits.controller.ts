import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { LimitView, ListLimits, RemoveLimit, SetLimit } from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { Created, Gone, PageOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { PageAnswer } from '../http/envelope.js';
import { ListSensorLimits, SetLimitBody } from './limit.dto.js';

@ApiTags('detection')
@Controller('api/v1')
export class LimitsController {
  constructor(private readonly agents: AgentsClient) {}

  @Post('sensors/:id/limits')
  @Permission('limits.manage')
  @Created(LimitView, 'Sets a limit on a sensor', '/api/v1/limits')
  setLimit(
    @Param('id') sensorId: string,
    @Body() body: SetLimitBody,
    @InTheNameOf() asking: Asking,
  ): Promise<LimitView> {
    return this.agents.ask(SetLimit, Object.assign(body, { sensorId }), asking);
  }

  @Get('sensors/:id/limits')
  @Permission('limits.read')
  @PageOf(LimitView, 'Lists the limits of a sensor')
  listLimits(
    @Param('id') sensorId: string,
    @Query() query: ListSensorLimits,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.agents.page(ListLimits, Object.assign(query, { sensorId }), asking);
  }

  @Delete('limits/:id')
  @Permission('limits.manage')
  @Gone('Takes a limit away')
  async removeLimit(
    @Param('id') limitId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<undefined> {
    await this.agents.ask(RemoveLimit, { limitId }, asking);
  }
}
