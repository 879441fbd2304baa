import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AddQualification,
  ListQualifications,
  QualificationView,
  RemoveQualification,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { Created, Gone, PageOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { PageAnswer } from '../http/envelope.js';

@ApiTags('qualifications')
@Controller('api/v1/qualifications')
export class QualificationsController {
  constructor(private readonly agents: AgentsClient) {}

  @Get()
  @Permission('qualifications.read')
  @PageOf(QualificationView, 'Who has which skill, and until when it is certified')
  listQualifications(
    @Query() query: ListQualifications,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.agents.page(ListQualifications, query, asking);
  }

  @Post()
  @Permission('qualifications.manage')
  @Created(QualificationView, 'Notes that somebody has a skill')
  addQualification(
    @Body() body: AddQualification,
    @InTheNameOf() asking: Asking,
  ): Promise<QualificationView> {
    return this.agents.ask(AddQualification, body, asking);
  }

  @Delete(':id')
  @Permission('qualifications.manage')
  @Gone('Takes a qualification away')
  async removeQualification(
    @Param('id') qualificationId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<void> {
    await this.agents.ask(RemoveQualification, { qualificationId }, asking);
  }
}
