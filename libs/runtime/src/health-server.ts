import { createServer, type Server } from 'node:http';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { AgentHealth } from './health.js';
import { AgentLifecycle } from './lifecycle.js';

/** Where an agent without an HTTP interface of its own tells its health. */
export class HealthServerConfig {
  /** Unset: no health port, as in one process with others. */
  @IsOptional() @IsInt() @Min(1) @Max(65535) healthPort?: number = undefined;
}

/** `/health`, `/health/live` and `/health/ready` for an agent that speaks no HTTP otherwise. */
@Injectable()
export class HealthServer implements OnModuleInit, OnModuleDestroy {
  private server?: Server;

  constructor(
    private readonly config: HealthServerConfig,
    private readonly health: AgentHealth,
    private readonly lifecycle: AgentLifecycle,
  ) {}

  async onModuleInit(): Promise<void> {
    const port = this.config.healthPort;
    if (port === undefined) return;
    const server = createServer((request, response) => {
      void this.answer(request.url ?? '').then(([status, body]) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(body));
      });
    });
    this.server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, resolve);
    });
  }

  async onModuleDestroy(): Promise<void> {
    const server = this.server;
    if (server) await new Promise((resolve) => server.close(resolve));
  }

  private async answer(url: string): Promise<[number, object]> {
    switch (url) {
      case '/health/live':
        return [200, { status: 'up' }];
      case '/health/ready': {
        const report = await this.health.ready();
        return [report.status === 'up' ? 200 : 503, report];
      }
      case '/health': {
        const report = await this.health.report();
        return [report.status === 'up' ? 200 : 503, { ...report, state: this.lifecycle.state }];
      }
      default:
        return [404, { status: 'no such page' }];
    }
  }
}
