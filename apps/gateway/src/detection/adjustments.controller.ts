import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AdjustmentView, ListAdjustments, RevertAdjustment } from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { One, PageOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { PageAnswer } from '../http/envelope.js';
import { RevertAdjustmentBody } from './adjustment.dto.js';

@ApiTags('detection')
@Controller('api/v1/detection/adjustments')
export class AdjustmentsController {
  constructor(private readonly agents: AgentsClient) {}

  @Get()
  @Permission('anomalies.read')
  @PageOf(AdjustmentView, 'Lists how thresholds were moved by feedback, newest first')
  listAdjustments(
    @Query() query: ListAdjustments,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.agents.page(ListAdjustments, query, asking);
  }

  @Post(':id/revert')
  @Permission('detectors.manage')
  @One(AdjustmentView, 'Takes an adjustment back')
  revertAdjustment(
    @Param('id') adjustmentId: string,
    @Body() body: RevertAdjustmentBody,
    @InTheNameOf() asking: Asking,
  ): Promise<AdjustmentView> {
    return this.agents.ask(RevertAdjustment, Object.assign(body, { adjustmentId }), asking);
  }
}
