import { Injectable } from '@nestjs/common';
import type { CloudEvent } from '@libs/contracts';
import { UnitOfWork, type Transaction } from '@libs/database';

interface Row {
  readonly id: string;
  readonly type: string;
  readonly agent: string;
  readonly subject: string | null;
  readonly time: Date;
  readonly correlationId: string;
  readonly causationId: string | null;
  readonly actor: string;
  readonly data: object;
}

const COLUMNS = `event_id AS id, type, agent, subject, time, correlation_id AS "correlationId",
  causation_id AS "causationId", actor, data`;

function eventOf(row: Row, tenantId: string): CloudEvent {
  return {
    specversion: '1.0',
    id: row.id,
    source: `/agents/${row.agent}`,
    type: row.type,
    ...(row.subject !== null && { subject: row.subject }),
    time: row.time.toISOString(),
    datacontenttype: 'application/json',
    tenantid: tenantId,
    correlationid: row.correlationId,
    ...(row.causationId !== null && { causationid: row.causationId }),
    actor: row.actor,
    data: row.data,
  };
}

/** Every event, kept in the order it was logged. */
@Injectable()
export class EventLogRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Adds events of the transaction's tenant; one that is there already stays as it is. */
  async add(events: readonly CloudEvent[], tx: Transaction): Promise<void> {
    const rows = events.map((event) => ({
      event_id: event.id,
      type: event.type,
      agent: event.source.replace(/^\/agents\//, ''),
      subject: event.subject ?? null,
      time: event.time,
      correlation_id: event.correlationid,
      causation_id: event.causationid ?? null,
      actor: event.actor,
      data: event.data,
    }));
    await tx.query(
      `INSERT INTO event_log
         (tenant_id, event_id, type, agent, subject, time, correlation_id, causation_id, actor, data)
       SELECT $1, event_id, type, agent, subject, time, correlation_id, causation_id, actor, data
       FROM jsonb_to_recordset($2::jsonb) AS row (
         event_id uuid, type text, agent text, subject text, time timestamptz,
         correlation_id uuid, causation_id text, actor text, data jsonb
       )
       ON CONFLICT DO NOTHING`,
      [tx.tenantId, JSON.stringify(rows)],
    );
  }

  /** The events of one correlation, in order of time. */
  ofCorrelation(tenantId: string, correlationId: string, limit: number): Promise<CloudEvent[]> {
    return this.unitOfWork.run(tenantId, async (tx) => {
      const rows = await tx.query<Row>(
        `SELECT ${COLUMNS} FROM event_log WHERE tenant_id = $1 AND correlation_id = $2
         ORDER BY time, position LIMIT $3`,
        [tenantId, correlationId, limit],
      );
      return rows.map((row) => eventOf(row, tenantId));
    });
  }

  /** What was logged after an event, in that order; nothing when the event is not known. */
  after(tenantId: string, eventId: string, limit: number): Promise<CloudEvent[]> {
    return this.unitOfWork.run(tenantId, async (tx) => {
      const rows = await tx.query<Row>(
        `SELECT ${COLUMNS} FROM event_log
         WHERE tenant_id = $1 AND position >
           (SELECT position FROM event_log WHERE tenant_id = $1 AND event_id = $2)
         ORDER BY position LIMIT $3`,
        [tenantId, eventId, limit],
      );
      return rows.map((row) => eventOf(row, tenantId));
    });
  }

  /** How far the log has been read: a sequence of the EVENTS stream. */
  async readUpTo(): Promise<number> {
    return this.unitOfWork.system(async (tx) => {
      const [row] = await tx.query<{ seq: string }>(
        `SELECT stream_seq AS seq FROM partition_position WHERE stream = 'EVENTS'`,
      );
      return Number(row?.seq ?? 0);
    });
  }
}
