import { Injectable } from '@nestjs/common';
import type { Client } from 'pg';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { isTransient } from './sql-state.js';

/** One transaction within one tenant. */
export interface Transaction {
  readonly tenantId: string;
  readonly manager: EntityManager;
  /** Runs SQL and returns its rows. */
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

/** One transaction of the agent itself: positions, leases, relays; no tenant's rows are visible. */
export interface SystemTransaction {
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Enters a tenant within the same transaction; what was entered before is left. */
  within(tenantId: string): Promise<Transaction>;
}

const ATTEMPTS = 5;

async function rows<Row>(
  runner: QueryRunner,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  const result = (await runner.query(sql, [...parameters], true)) as { records: Row[] };
  return result.records;
}

function transactionOf(runner: QueryRunner, tenantId: string): Transaction {
  return {
    tenantId,
    manager: runner.manager,
    query: (sql, parameters) => rows(runner, sql, parameters),
  };
}

/** A transaction that may still be open must not be gone on with by whom the pool gives it next. */
function cut(client: Client): void {
  client.end().catch(() => undefined);
}

/** The only way to write: one transaction, its tenant set for its own length and no longer. */
@Injectable()
export class UnitOfWork {
  constructor(private readonly dataSource: DataSource) {}

  /** Runs work within a tenant; repeats it when Postgres asks for that. */
  run<T>(tenantId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.transact(async (runner) => {
      await runner.query(`SELECT set_config('app.tenant', $1, true)`, [tenantId]);
      return work(transactionOf(runner, tenantId));
    });
  }

  /** Runs work of the agent itself: across tenants only where a table's policy says so. */
  system<T>(work: (tx: SystemTransaction) => Promise<T>): Promise<T> {
    return this.transact(async (runner) => {
      await runner.query(`SELECT set_config('app.scope', 'system', true)`);
      return work({
        query: (sql, parameters) => rows(runner, sql, parameters),
        within: async (tenantId) => {
          await runner.query(`SELECT set_config('app.tenant', $1, true)`, [tenantId]);
          return transactionOf(runner, tenantId);
        },
      });
    });
  }

  private async transact<T>(work: (runner: QueryRunner) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.once(work);
      } catch (error) {
        if (attempt >= ATTEMPTS || !isTransient(error)) throw error;
      }
    }
  }

  private async once<T>(work: (runner: QueryRunner) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    const client = (await runner.connect()) as Client;
    try {
      await runner.startTransaction();
      const result = await work(runner);
      await runner.commitTransaction();
      return result;
    } catch (error) {
      // A rollback that fails leaves the first error the one to tell.
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => cut(client));
      throw error;
    } finally {
      await runner.release();
    }
  }
}
