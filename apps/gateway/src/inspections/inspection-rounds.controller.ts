import { Body, Controller, Get, Param, Post, Put, Query, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AddInspectionRound,
  ChangeInspectionRound,
  GetInspectionRound,
  InspectionRoundView,
  ListInspectionRounds,
  PauseInspectionRound,
  ResumeInspectionRound,
  RetireInspectionRound,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { Created, One, PageOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { PageAnswer } from '../http/envelope.js';
import { EtagInterceptor } from '../http/etag-interceptor.js';
import { ExpectedVersion, type Seen, TakesIfMatch } from '../http/expected-version.js';
import { NoBody } from '../http/no-body.js';
import { ChangeInspectionRoundBody } from './inspection.dto.js';

@ApiTags('inspections')
@Controller('api/v1/inspection-rounds')
@UseInterceptors(EtagInterceptor)
export class InspectionRoundsController {
  constructor(private readonly agents: AgentsClient) {}

  @Get()
  @Permission('inspections.read')
  @PageOf(InspectionRoundView, 'Lists rounds, the latest first')
  listInspectionRounds(
    @Query() query: ListInspectionRounds,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.agents.page(ListInspectionRounds, query, asking);
  }

  @Post()
  @Permission('inspections.manage')
  @Created(InspectionRoundView, 'Begins a round', '/api/v1/inspection-rounds')
  addInspectionRound(
    @Body() body: AddInspectionRound,
    @InTheNameOf() asking: Asking,
  ): Promise<InspectionRoundView> {
    return this.agents.ask(AddInspectionRound, body, asking);
  }

  @Get(':id')
  @Permission('inspections.read')
  @One(InspectionRoundView, 'One round and where its planning stands')
  getInspectionRound(
    @Param('id') roundId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<InspectionRoundView> {
    return this.agents.ask(GetInspectionRound, { roundId }, asking);
  }

  @Put(':id')
  @TakesIfMatch()
  @Permission('inspections.manage')
  @One(InspectionRoundView, 'Replaces what a round says, and plans it anew')
  changeInspectionRound(
    @Param('id') roundId: string,
    @Body() body: ChangeInspectionRoundBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<InspectionRoundView> {
    const request = Object.assign(body, { ...seen, roundId });
    return this.agents.ask(ChangeInspectionRound, request, asking);
  }

  @Post(':id/pause')
  @TakesIfMatch()
  @Permission('inspections.manage')
  @One(InspectionRoundView, 'Lets a round rest')
  pauseInspectionRound(
    @Param('id') roundId: string,
    @Body() _body: NoBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<InspectionRoundView> {
    return this.agents.ask(PauseInspectionRound, { ...seen, roundId }, asking);
  }

  @Post(':id/resume')
  @TakesIfMatch()
  @Permission('inspections.manage')
  @One(InspectionRoundView, 'Goes on with a round; the time that it rested is not made up for')
  resumeInspectionRound(
    @Param('id') roundId: string,
    @Body() _body: NoBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<InspectionRoundView> {
    return this.agents.ask(ResumeInspectionRound, { ...seen, roundId }, asking);
  }

  @Post(':id/retire')
  @TakesIfMatch()
  @Permission('inspections.manage')
  @One(InspectionRoundView, 'Ends a round for good')
  retireInspectionRound(
    @Param('id') roundId: string,
    @Body() _body: NoBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<InspectionRoundView> {
    return this.agents.ask(RetireInspectionRound, { ...seen, roundId }, asking);
  }
}
