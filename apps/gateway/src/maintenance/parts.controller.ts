import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AddPart, GetPart, ListParts, PartView, ReceivePart } from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { Created, One, PageOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { PageAnswer } from '../http/envelope.js';
import { ReceivePartBody } from './part.dto.js';

@ApiTags('parts')
@Controller('api/v1/parts')
export class PartsController {
  constructor(private readonly agents: AgentsClient) {}

  @Get()
  @Permission('parts.read')
  @PageOf(PartView, 'The parts that are kept, by number')
  listParts(@Query() query: ListParts, @InTheNameOf() asking: Asking): Promise<PageAnswer> {
    return this.agents.page(ListParts, query, asking);
  }

  @Post()
  @Permission('parts.manage')
  @Created(PartView, 'Begins to keep a part', '/api/v1/parts')
  addPart(@Body() body: AddPart, @InTheNameOf() asking: Asking): Promise<PartView> {
    return this.agents.ask(AddPart, body, asking);
  }

  @Get(':id')
  @Permission('parts.read')
  @One(PartView, 'One part, and how many of it there are')
  getPart(@Param('id') partId: string, @InTheNameOf() asking: Asking): Promise<PartView> {
    return this.agents.ask(GetPart, { partId }, asking);
  }

  @Post(':id/receive')
  @Permission('parts.manage')
  @One(PartView, 'Puts more of a part on the shelf')
  receivePart(
    @Param('id') partId: string,
    @Body() body: ReceivePartBody,
    @InTheNameOf() asking: Asking,
  ): Promise<PartView> {
    return this.agents.ask(ReceivePart, Object.assign(body, { partId }), asking);
  }
}
