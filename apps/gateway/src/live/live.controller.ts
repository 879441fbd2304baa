import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { validate as isUuid } from 'uuid';
import { CurrentPrincipal, Permission } from '../auth/permission.js';
import type { Principal } from '../auth/principal.js';
import type { HttpReply } from '../http/request.js';
import { LiveQuery } from './live.dto.js';
import { LiveEvents } from './live-events.js';

const HEADERS = { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' };

@ApiTags('live')
@Controller('api/v1/live')
export class LiveController {
  constructor(private readonly live: LiveEvents) {}

  @Get()
  @Permission('live.read')
  @ApiOperation({ summary: 'Every event of the tenant as it happens (Server-Sent Events)' })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Sends what came after it' })
  @ApiProduces('text/event-stream')
  @ApiResponse({
    status: 200,
    description: 'id: the event’s, event: its type, data: a CloudEvent',
    content: { 'text/event-stream': { schema: { type: 'string' } } },
  })
  followEvents(
    @Query() { types = '' }: LiveQuery,
    @Headers('last-event-id') lastEventId: string | undefined,
    @CurrentPrincipal() principal: Principal,
    @Res() reply: HttpReply,
  ): void {
    reply.hijack();
    reply.raw.writeHead(200, { ...reply.getHeaders(), ...HEADERS } as Record<string, string>);
    const close = this.live.open(reply.raw, principal, {
      types: types.split(',').filter(Boolean),
      ...(lastEventId !== undefined && isUuid(lastEventId) && { lastEventId }),
    });
    reply.raw.once('close', close);
  }
}
