import { Body, Controller, Get, Param, Post, Query, UseInterceptors } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  GetEquipment,
  ListEquipment,
  RegisterEquipment,
  type EquipmentView,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import { PlainAnswer } from '../http/envelope.js';
import { EtagInterceptor } from '../http/etag-interceptor.js';
import { SkipAndLimit } from '../http/skip-and-limit.js';
import { EquipmentAnswer } from './equipment.dto.js';
import { SpeakSourceWords } from './speak-source-words.js';

/** Equipment as lists and single answers, without an envelope, for clients that know none. */
@ApiTags('equipment')
@Controller('equipment')
@PlainAnswer()
@UseInterceptors(SpeakSourceWords, EtagInterceptor)
export class BareEquipmentController {
  constructor(private readonly agents: AgentsClient) {}

  @Post()
  @Permission('equipment.manage')
  @ApiOperation({ summary: 'Registers a piece of equipment' })
  @ApiCreatedResponse({ type: EquipmentAnswer })
  createBareEquipment(
    @Body() body: RegisterEquipment,
    @InTheNameOf() asking: Asking,
  ): Promise<EquipmentView> {
    return this.agents.ask(RegisterEquipment, body, asking);
  }

  @Get()
  @Permission('equipment.read')
  @ApiOperation({ summary: 'A list of equipment, oldest first' })
  @ApiOkResponse({ type: EquipmentAnswer, isArray: true })
  async readBareEquipment(
    @Query() { skip = 0, limit = 100 }: SkipAndLimit,
    @InTheNameOf() asking: Asking,
  ): Promise<readonly EquipmentView[]> {
    const asked = { skip, limit, sort: 'number' } as const;
    return (await this.agents.ask(ListEquipment, asked, asking)).items;
  }

  @Get(':id')
  @Permission('equipment.read')
  @ApiOperation({ summary: 'One piece of equipment' })
  @ApiOkResponse({ type: EquipmentAnswer })
  readOneBareEquipment(
    @Param('id') equipmentId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<EquipmentView> {
    return this.agents.ask(GetEquipment, { equipmentId }, asking);
  }
}
