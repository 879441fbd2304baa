import { Controller, Get, Headers, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { validate as isUuid } from 'uuid';
import { Authentication } from '../auth/authentication.js';
import { CurrentPrincipal, Permission } from '../auth/permission.js';
import type { Principal } from '../auth/principal.js';
import { EdgesConfig } from '../edges/edges.config.js';
import { HttpProblem } from '../http/problem.js';
import type { HttpReply, HttpRequest } from '../http/request.js';
import { LiveQuery } from './live.dto.js';
import { LiveEvents } from './live-events.js';

const LOOK_AGAIN_MS = 1_000;
const HEADERS = { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' };

@ApiTags('live')
@Controller('api/v1/live')
export class LiveController {
  constructor(
    private readonly live: LiveEvents,
    private readonly authentication: Authentication,
    private readonly edges: EdgesConfig,
  ) {}

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
    @Req() request: HttpRequest,
    @Res() reply: HttpReply,
  ): void {
    this.assertRoom(principal.caller.actor);
    reply.hijack();
    reply.raw.writeHead(200, { ...reply.getHeaders(), ...HEADERS } as Record<string, string>);
    const close = this.live.open(reply.raw, principal, {
      types: types.split(',').filter(Boolean),
      ...(lastEventId !== undefined && isUuid(lastEventId) && { lastEventId }),
    });
    const look = setInterval(() => void this.endUnlessAllowed(request, reply), LOOK_AGAIN_MS);
    reply.raw.once('close', () => {
      clearInterval(look);
      close();
    });
  }

  /** A stream outlives the look at its caller: one who may no longer come in is shown out. */
  private async endUnlessAllowed(request: HttpRequest, reply: HttpReply): Promise<void> {
    try {
      const { caller } = await this.authentication.principalOf(request, true);
      if (!caller.permissions.includes('live.read')) reply.raw.end();
    } catch (error) {
      if (error instanceof HttpProblem && error.fault.status === 401) reply.raw.end();
    }
  }

  /** Each stream holds a connection: one key must not hold them all. */
  private assertRoom(actor: string): void {
    const { liveStreamsPerKey } = this.edges;
    if (this.live.openOf(actor) < liveStreamsPerKey) return;
    const detail = `No more than ${liveStreamsPerKey} streams at a time; close one first.`;
    const headers = { 'Retry-After': '60' };
    throw new HttpProblem({ status: 429, title: 'Too many requests', detail, headers });
  }
}
