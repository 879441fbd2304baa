import { Controller, Get, Res } from '@nestjs/common';
import {
  ApiOkResponse,
  ApiOperation,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import { AgentHealth, AgentLifecycle, type HealthReport } from '@libs/runtime';
import { Public } from '../auth/permission.js';
import { PlainAnswer } from '../http/envelope.js';
import type { HttpReply } from '../http/request.js';

const VERSION = '0.1.0';

/** What everybody may know: which checks are down, not why. */
function checksOf({ checks }: HealthReport): Record<string, string> {
  return Object.fromEntries(Object.entries(checks).map(([name, { status }]) => [name, status]));
}

@ApiTags('health')
@ApiOkResponse({ description: 'It works' })
@ApiServiceUnavailableResponse({ description: 'It does not work now' })
@PlainAnswer()
@Controller()
export class HealthController {
  constructor(
    private readonly health: AgentHealth,
    private readonly lifecycle: AgentLifecycle,
  ) {}

  @Get('health')
  @Public()
  @ApiOperation({ summary: 'The gateway and what it depends on' })
  async getHealth(@Res({ passthrough: true }) reply: HttpReply): Promise<object> {
    const report = await this.health.report();
    this.answer(reply, report.status === 'up');
    const { state } = this.lifecycle;
    return { status: report.status, version: VERSION, state, checks: checksOf(report) };
  }

  @Get('health/live')
  @Public()
  @ApiOperation({ summary: 'Whether the process answers' })
  getLiveness(): object {
    return { status: 'up' };
  }

  @Get('health/ready')
  @Public()
  @ApiOperation({ summary: 'Whether the gateway takes requests' })
  async getReadiness(@Res({ passthrough: true }) reply: HttpReply): Promise<object> {
    const report = await this.health.ready();
    this.answer(reply, report.status === 'up');
    return { status: report.status, checks: checksOf(report) };
  }

  @Get('health/db')
  @Public()
  @ApiOperation({ summary: 'Whether the database answers' })
  async getDatabaseHealth(@Res({ passthrough: true }) reply: HttpReply): Promise<object> {
    const status = await this.database();
    this.answer(reply, status === 'up');
    return { status };
  }

  @Get('healthz')
  @Public()
  @ApiOperation({ summary: 'The same in the words that older clients know' })
  async getHealthz(@Res({ passthrough: true }) reply: HttpReply): Promise<object> {
    const isUp = (await this.database()) === 'up';
    this.answer(reply, isUp);
    return {
      status: isUp ? 'healthy' : 'unhealthy',
      service: 'gateway',
      database: isUp ? 'connected' : 'disconnected',
    };
  }

  private async database(): Promise<'up' | 'down'> {
    return (await this.health.report()).checks['database']?.status ?? 'down';
  }

  private answer(reply: HttpReply, isUp: boolean): void {
    void reply.status(isUp ? 200 : 503);
  }
}
