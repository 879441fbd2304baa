import { Module, type DynamicModule } from '@nestjs/common';
import { AgentIdentity } from './agent-identity.js';
import { configurationProvider } from './configuration.js';
import { HealthServer, HealthServerConfig } from './health-server.js';
import { AgentHealth } from './health.js';
import { AgentLifecycle } from './lifecycle.js';

/** What every agent has: an identity, a life and a health. */
@Module({})
export class RuntimeModule {
  static forAgent(agent: string): DynamicModule {
    return {
      module: RuntimeModule,
      global: true,
      providers: [
        { provide: AgentIdentity, useFactory: () => new AgentIdentity(agent) },
        configurationProvider(agent, HealthServerConfig),
        AgentLifecycle,
        AgentHealth,
        HealthServer,
      ],
      exports: [AgentIdentity, AgentLifecycle, AgentHealth],
    };
  }
}
