import { applyDecorators, Controller, Get, Res, type Type } from '@nestjs/common';
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
import { HealthView, OldHealthView, ReadinessView, WorkingView } from './health.dto.js';

const VERSION = '0.1.0';

/** What everybody may know: which checks are down, not why. */
function checksOf({ checks }: HealthReport): Record<string, string> {
  return Object.fromEntries(Object.entries(checks).map(([name, { status }]) => [name, status]));
}

/** Says the same whether it works or not, to everybody. */
const Tells = (view: Type, summary: string): MethodDecorator =>
  applyDecorators(
    Public(),
    ApiOperation({ summary }),
    ApiOkResponse({ description: 'It works', type: view }),
    ApiServiceUnavailableResponse({ description: 'It does not work now', type: view }),
  );

@ApiTags('health')
@PlainAnswer()
@Controller()
export class HealthController {
  constructor(
    private readonly health: AgentHealth,
    private readonly lifecycle: AgentLifecycle,
  ) {}

  @Get('health')
  @Tells(HealthView, 'The gateway and what it depends on')
  async getHealth(@Res({ passthrough: true }) reply: HttpReply): Promise<HealthView> {
    const report = await this.health.report();
    const isUp = report.status === 'up';
    this.answer(reply, isUp);
    const { state } = this.lifecycle;
    const status = isUp ? 'healthy' : 'unhealthy';
    return { status, version: VERSION, state, checks: checksOf(report) };
  }

  @Get('health/live')
  @Tells(WorkingView, 'Whether the process answers')
  getLiveness(): WorkingView {
    return { status: 'up' };
  }

  @Get('health/ready')
  @Tells(ReadinessView, 'Whether the gateway takes requests')
  async getReadiness(@Res({ passthrough: true }) reply: HttpReply): Promise<ReadinessView> {
    const report = await this.health.ready();
    this.answer(reply, report.status === 'up');
    return { status: report.status, checks: checksOf(report) };
  }

  @Get('health/db')
  @Tells(WorkingView, 'Whether the database answers')
  async getDatabaseHealth(@Res({ passthrough: true }) reply: HttpReply): Promise<WorkingView> {
    const status = await this.database();
    this.answer(reply, status === 'up');
    return { status };
  }

  @Get('healthz')
  @Tells(OldHealthView, 'The same in the words that older clients know')
  async getHealthz(@Res({ passthrough: true }) reply: HttpReply): Promise<OldHealthView> {
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
