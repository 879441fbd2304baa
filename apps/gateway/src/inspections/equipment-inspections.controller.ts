import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  GetEquipment,
  GetInspectionTrend,
  InspectionTrendView,
  InspectionView,
  ListInspections,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { One, PageOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { PageAnswer } from '../http/envelope.js';
import { EquipmentInspectionsQuery, InspectionTrendQuery } from './inspection.dto.js';

@ApiTags('inspections')
@Controller('api/v1/equipment/:id/inspections')
export class EquipmentInspectionsController {
  constructor(private readonly agents: AgentsClient) {}

  @Get()
  @Permission('inspections.read')
  @PageOf(InspectionView, 'Its inspections, the latest due first')
  async listEquipmentInspections(
    @Param('id') equipmentId: string,
    @Query() query: EquipmentInspectionsQuery,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    await this.agents.ask(GetEquipment, { equipmentId }, asking);
    return this.agents.page(ListInspections, Object.assign(query, { equipmentId }), asking);
  }

  @Get('trend')
  @Permission('inspections.read')
  @One(InspectionTrendView, 'How a measured item went, and when it may cross a limit')
  async getInspectionTrend(
    @Param('id') equipmentId: string,
    @Query() query: InspectionTrendQuery,
    @InTheNameOf() asking: Asking,
  ): Promise<InspectionTrendView> {
    await this.agents.ask(GetEquipment, { equipmentId }, asking);
    return this.agents.ask(GetInspectionTrend, Object.assign(query, { equipmentId }), asking);
  }
}
