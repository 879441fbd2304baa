import { DataSource, type DataSourceOptions } from 'typeorm';
import type { DatabaseConfig } from './database.config.js';

type EntityClass = new () => object;

/** A DataSource that sees one agent's schema only. */
export function dataSourceFor(
  schema: string,
  entities: readonly EntityClass[],
  config: DatabaseConfig,
): DataSource {
  const options: DataSourceOptions = {
    type: 'postgres',
    url: config.databaseUrl,
    schema,
    entities: [...entities],
    applicationName: `millwright-${schema}`,
    installExtensions: false,
    poolSize: config.databasePoolSize,
    connectTimeoutMS: 5_000,
    extra: {
      // The planner takes a disk for a spinning one otherwise, and passes indexes over.
      options: `-c search_path=${schema},public -c random_page_cost=1.1`,
      statement_timeout: config.databaseStatementTimeoutMs,
      query_timeout: config.databaseStatementTimeoutMs + 2_000,
      // A replica that hangs in a transaction must not keep its partitions past their leases.
      idle_in_transaction_session_timeout: 5_000,
      keepAlive: true,
    },
  };
  return new DataSource(options);
}
