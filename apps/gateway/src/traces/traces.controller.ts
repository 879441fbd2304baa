import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Refusal } from '@libs/messaging';
import { validate as isUuid } from 'uuid';
import { Permission } from '../auth/permission.js';
import { One } from '../docs/answers.js';
import { InTheNameOf, type Asking } from '../http/agents-client.js';
import { Story } from './story.js';
import { TraceView } from './trace.dto.js';

@ApiTags('traces')
@Controller('api/v1/traces')
export class TracesController {
  constructor(private readonly story: Story) {}

  @Get(':correlationId')
  @Permission('traces.read')
  @One(TraceView, 'Everything that happened under one correlation id')
  async getTrace(
    @Param('correlationId') correlationId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<TraceView> {
    const told = isUuid(correlationId) ? await this.story.tell(correlationId, asking) : undefined;
    if (!told) throw Refusal.notFound('trace', correlationId);
    return told;
  }
}
