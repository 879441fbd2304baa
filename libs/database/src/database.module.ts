import {
  Global,
  Inject,
  Injectable,
  Module,
  type DynamicModule,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { AgentHealth, configurationProvider } from '@libs/runtime';
import { DataSource } from 'typeorm';
import { dataSourceFor } from './data-source.js';
import { DatabaseConfig } from './database.config.js';
import { Sealer } from './sealer.js';
import { SealingConfig } from './sealing.config.js';
import { UnitOfWork } from './unit-of-work.js';

type EntityClass = new () => object;

/** Closes the pool after everything that may still write has stopped. */
@Injectable()
class DatabaseConnection implements OnApplicationShutdown {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    health: AgentHealth,
  ) {
    health.add('database', () => dataSource.query('SELECT 1'));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.dataSource.destroy();
  }
}

/** An agent's own schema, under its own role. */
@Global()
@Module({})
export class DatabaseModule {
  static forSchema(schema: string, entities: readonly EntityClass[]): DynamicModule {
    return {
      module: DatabaseModule,
      providers: [
        configurationProvider(schema, DatabaseConfig),
        configurationProvider(schema, SealingConfig),
        {
          provide: DataSource,
          inject: [DatabaseConfig],
          useFactory: (config: DatabaseConfig) =>
            dataSourceFor(schema, entities, config).initialize(),
        },
        Sealer,
        UnitOfWork,
        DatabaseConnection,
      ],
      exports: [DataSource, Sealer, UnitOfWork],
    };
  }
}
