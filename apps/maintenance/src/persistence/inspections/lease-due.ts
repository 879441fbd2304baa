/** A row that is due, as a job gets it. */
export interface DueRow {
  readonly tenantId: string;
  readonly id: string;
  readonly attempt: number;
  readonly correlationId: string;
  readonly label: string;
}

/** How long a job may be lost before its row is put into the queue again. */
const ENQUEUED_SECONDS = 10;

/** Leases rows whose time in a column has come, oldest first; its parameter is how many at most. */
export const leaseDueSql = (table: string, column: string, verb: string): string =>
  `UPDATE ${table}
   SET attempts = attempts + 1,
       lease_until = now() + make_interval(secs => ${ENQUEUED_SECONDS})
   WHERE (tenant_id, id) IN (
     SELECT tenant_id, id FROM ${table}
     WHERE ${column} <= now() AND lease_until < now()
     ORDER BY ${column} LIMIT $1 FOR UPDATE SKIP LOCKED
   )
   RETURNING tenant_id AS "tenantId", id, attempts AS attempt, correlation_id AS "correlationId",
     '${verb} ' || name AS label`;
