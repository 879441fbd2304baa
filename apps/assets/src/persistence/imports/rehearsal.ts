import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Transaction } from '@libs/database';
import { DataSource } from 'typeorm';

/** Tables whose rows count when the registry decides. */
const COPIED = ['equipment', 'equipment_external_id', 'equipment_number', 'location', 'sensor'];
/** Tables that are only written to. */
const EMPTY = ['equipment_history', 'installation', 'import_code', 'import_waiting'];

/** A copy of a tenant's registry that nobody else sees; it goes with its connection. */
export interface Rehearsal {
  run<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  end(): Promise<void>;
}

/**
 * Makes copies of the registry for dry runs: what is written there obeys every rule and constraint,
 * locks nothing that others use, and is never seen by them.
 */
@Injectable()
export class Rehearsals {
  constructor(private readonly dataSource: DataSource) {}

  async begin(tenantId: string): Promise<Rehearsal> {
    const stage = await this.open();
    const unitOfWork = new UnitOfWork(stage);
    try {
      await unitOfWork.run(tenantId, build);
    } catch (error) {
      await stage.destroy();
      throw error;
    }
    return {
      run: (work) => unitOfWork.run(tenantId, work),
      end: () => stage.destroy(),
    };
  }

  /**
   * One connection of its own, never of the pool. It sees temporary tables alone, so that on another
   * connection, after a loss of the first, nothing would be found to write to.
   */
  private open(): Promise<DataSource> {
    const { schema: _schema, ...options } = this.dataSource.options as object & {
      schema?: string;
      extra: object;
    };
    const stage = {
      ...options,
      poolSize: 1,
      extra: {
        ...options.extra,
        options: '-c search_path=pg_temp -c random_page_cost=1.1',
        idleTimeoutMillis: 0,
        statement_timeout: 0,
        query_timeout: 0,
      },
    };
    return new DataSource(stage as DataSource['options']).initialize();
  }
}

async function build(tx: Transaction): Promise<void> {
  for (const table of [...COPIED, ...EMPTY]) {
    await tx.query(
      `CREATE TEMPORARY TABLE ${table}
       (LIKE assets.${table} INCLUDING DEFAULTS INCLUDING CONSTRAINTS)`,
    );
  }
  for (const table of COPIED) {
    await tx.query(`INSERT INTO ${table} SELECT * FROM assets.${table} WHERE tenant_id = $1`, [
      tx.tenantId,
    ]);
  }
  // By their own names, since refusals tell constraints apart by these.
  const indexes = await tx.query<{ definition: string }>(
    `SELECT replace(indexdef, ' ON assets.', ' ON pg_temp.') AS definition FROM pg_indexes
     WHERE schemaname = 'assets' AND tablename = ANY($1::text[])
       AND (indexdef LIKE 'CREATE UNIQUE %' OR indexname = 'location_path_idx')`,
    [[...COPIED, ...EMPTY]],
  );
  for (const { definition } of indexes) await tx.query(definition);
  for (const table of COPIED) await tx.query(`ANALYZE ${table}`);
  // From here on not even a mistake could write to anything but the copy.
  await tx.query(`SELECT set_config('default_transaction_read_only', 'on', false)`);
}
