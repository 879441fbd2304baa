import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from '../tables.js';

/**
 * A partition asked by its own name is asked past the policies of its table. The agent's role has
 * no right to do so; row-level security without a policy refuses it even if it were given one.
 */
export class ClosedPartitions1763800000003 implements MigrationInterface {
  readonly name = 'ClosedPartitions1763800000003';

  async up(runner: QueryRunner): Promise<void> {
    const [{ timescale } = { timescale: false }] = (await runner.query(
      `SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb') AS timescale`,
    )) as { timescale: boolean }[];
    if (timescale) return;
    await run(
      runner,
      `DO $$
       DECLARE
         child regclass;
       BEGIN
         FOR child IN SELECT inhrelid FROM pg_inherits
           WHERE inhparent = 'acquisition.reading'::regclass
         LOOP
           EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', child);
           EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', child);
         END LOOP;
       END $$`,
      makePartition(true),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    const [{ partitioned } = { partitioned: false }] = (await runner.query(
      `SELECT relkind = 'p' AS partitioned FROM pg_class
       WHERE oid = 'acquisition.reading'::regclass`,
    )) as { partitioned: boolean }[];
    if (partitioned) await runner.query(makePartition(false));
  }
}

function makePartition(closed: boolean): string {
  return `CREATE OR REPLACE FUNCTION acquisition.ensure_reading_partition(month date) RETURNS void
     LANGUAGE plpgsql SECURITY DEFINER SET search_path = acquisition, pg_temp AS $$
     DECLARE
       first date := date_trunc('month', month)::date;
       child text := 'reading_' || to_char(first, 'YYYY_MM');
     BEGIN
       -- Two replicas may need the same month at the same time.
       PERFORM pg_advisory_xact_lock(hashtext('acquisition.reading'));
       IF to_regclass(format('acquisition.%I', child)) IS NOT NULL THEN
         RETURN;
       END IF;
       EXECUTE format(
         'CREATE TABLE acquisition.%I PARTITION OF acquisition.reading FOR VALUES FROM (%L) TO (%L)',
         child,
         first::timestamp AT TIME ZONE 'UTC',
         (first + interval '1 month')::timestamp AT TIME ZONE 'UTC');
       ${
         closed
           ? `EXECUTE format('ALTER TABLE acquisition.%I ENABLE ROW LEVEL SECURITY', child);
       EXECUTE format('ALTER TABLE acquisition.%I FORCE ROW LEVEL SECURITY', child);`
           : ''
       }
     END $$`;
}
