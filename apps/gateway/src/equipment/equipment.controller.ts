import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { Put, Res, UseInterceptors } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiTags } from '@nestjs/swagger';
import {
  ChangeEquipment,
  CountEquipment,
  EQUIPMENT_CLASSES,
  EquipmentStats,
  FindEquipmentByTag,
  ListEquipment,
  RegisterEquipment,
  RemoveEquipment,
  ReplaceEquipment,
  type EquipmentView,
} from '@libs/contracts';
import { readAs, Refusal } from '@libs/messaging';
import { Permission } from '../auth/permission.js';
import { Created, Gone, ListOfAll, One, PageOrStretchOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import { listAnswer, Says, type ListAnswer } from '../http/envelope.js';
import { EtagInterceptor } from '../http/etag-interceptor.js';
import { ExpectedVersion, TakesIfMatch } from '../http/expected-version.js';
import type { HttpReply } from '../http/request.js';
import { HandlesPartially } from './prefer-partial.js';
import {
  ChangeEquipmentBody,
  EquipmentAnswer,
  EquipmentClassView,
  EquipmentDetail,
  ReplaceEquipmentBody,
} from './equipment.dto.js';
import { DescribeEquipment } from './describe-equipment.js';
import { isFields } from './source-words.js';
import { SpeakSourceWords } from './speak-source-words.js';

const WHOLE = ['code', 'name', 'class'];

interface Seen {
  readonly expectedVersion?: number;
}

@ApiTags('equipment')
@ApiHeader({ name: 'Prefer', required: false, description: 'status=online, fleet or machine' })
@Controller('api/v1/equipment')
@UseInterceptors(SpeakSourceWords, EtagInterceptor)
export class EquipmentController {
  constructor(
    private readonly agents: AgentsClient,
    private readonly describing: DescribeEquipment,
  ) {}

  @Post()
  @Permission('equipment.manage')
  @Says('Equipment created successfully')
  @Created(EquipmentAnswer, 'Registers a piece of equipment', '/api/v1/equipment')
  registerEquipment(
    @Body() body: RegisterEquipment,
    @InTheNameOf() asking: Asking,
  ): Promise<EquipmentView> {
    return this.agents.ask(RegisterEquipment, body, asking);
  }

  @Get()
  @Permission('equipment.read')
  @PageOrStretchOf(EquipmentAnswer, 'Lists equipment, newest first')
  async listEquipment(
    @Query() query: ListEquipment,
    @InTheNameOf() asking: Asking,
  ): Promise<ListAnswer> {
    const part = await this.agents.ask(ListEquipment, query, asking);
    const pageSize = query.limit ?? query.pageSize ?? 20;
    const page = query.skip === undefined ? query.page : Math.floor(query.skip / pageSize) + 1;
    return listAnswer(part, { pageSize, ...(page !== undefined && { page }) });
  }

  // Fixed paths stand before `:id`: the first that fits is taken.
  @Get('stats')
  @Permission('equipment.read')
  @One(EquipmentStats, 'How much equipment there is, by state and class')
  countEquipment(@InTheNameOf() asking: Asking): Promise<EquipmentStats> {
    return this.agents.ask(CountEquipment, {}, asking);
  }

  @Get('classes')
  @Permission('equipment.read')
  @ListOfAll(EquipmentClassView, 'The classes that are known, and other words for them')
  listEquipmentClasses(): readonly object[] {
    return EQUIPMENT_CLASSES;
  }

  @Get('qr/:token')
  @Permission('equipment.read')
  @One(EquipmentAnswer, 'The equipment that carries a QR tag')
  findEquipmentByTag(
    @Param('token') token: string,
    @InTheNameOf() asking: Asking,
  ): Promise<EquipmentView> {
    return this.agents.ask(FindEquipmentByTag, { token }, asking);
  }

  @Get(':id')
  @Permission('equipment.read')
  @One(EquipmentDetail, 'One piece of equipment, where it is and how it is')
  getEquipment(@Param('id') id: string, @InTheNameOf() asking: Asking): Promise<object> {
    return this.describing.describe(id, asking);
  }

  @Patch(':id')
  @Permission('equipment.manage')
  @TakesIfMatch()
  @Says('Equipment updated successfully')
  @One(EquipmentAnswer, 'Changes some of what a piece of equipment is (JSON merge patch)')
  changeEquipment(
    @Param('id') equipmentId: string,
    @Body() body: ChangeEquipmentBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<EquipmentView> {
    return this.agents.ask(ChangeEquipment, Object.assign(body, { ...seen, equipmentId }), asking);
  }

  @Put(':id')
  @Permission('equipment.manage')
  @TakesIfMatch()
  @ApiBody({ type: ReplaceEquipmentBody })
  @Says('Equipment updated successfully')
  @One(EquipmentAnswer, 'Replaces all of it; a part with Prefer: handling=partial')
  replaceEquipment(
    @Param('id') equipmentId: string,
    @Body() body: unknown,
    @HandlesPartially() partially: boolean,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<EquipmentView> {
    if (partially) {
      void reply.header('Preference-Applied', 'handling=partial');
      const part = readAs(ChangeEquipmentBody, body, 'body', 'refuse');
      return this.changeEquipment(equipmentId, part, seen, asking);
    }
    const missing = isFields(body) ? WHOLE.filter((name) => !(name in body)) : [];
    if (missing.length > 0) {
      const why = 'is missing: PUT replaces the whole; change a part with PATCH';
      throw Refusal.invalid(missing.map((field) => ({ field, message: `${field} ${why}` })));
    }
    const whole = readAs(ReplaceEquipmentBody, body, 'body', 'refuse');
    return this.agents.ask(
      ReplaceEquipment,
      Object.assign(whole, { ...seen, equipmentId }),
      asking,
    );
  }

  @Delete(':id')
  @Permission('equipment.manage')
  @TakesIfMatch()
  @Gone('Takes a piece of equipment out of the lists; what is known of it is kept')
  async removeEquipment(
    @Param('id') equipmentId: string,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<void> {
    await this.agents.ask(RemoveEquipment, { ...seen, equipmentId }, asking);
  }
}
