import { eventContractOf, eventSubject, presentAgents, topology } from '@libs/contracts';
import { DataSource } from 'typeorm';

const OPEN_DELIVERIES = `('queued', 'sending', 'retrying')`;

/** Looks behind the scenes of a running system: what is under way, and what it all came to. */
export class PlantLedger {
  private constructor(
    private readonly database: DataSource,
    private readonly tenantId: string,
  ) {}

  static async open(databaseUrl: string, tenantId: string): Promise<PlantLedger> {
    const options = { type: 'postgres', url: databaseUrl, installExtensions: false } as const;
    return new PlantLedger(await new DataSource(options).initialize(), tenantId);
  }

  close(): Promise<void> {
    return this.database.destroy();
  }

  rows<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return this.database.query<Row[]>(sql, parameters);
  }

  async count(from: string, parameters: unknown[] = []): Promise<number> {
    const [row] = await this.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM ${from}`,
      parameters,
    );
    return row?.n ?? 0;
  }

  /** What somebody still has to do, in words; nothing once the plant has settled. */
  async underWay(): Promise<string[]> {
    const counts: [string, Promise<number>][] = [
      ['readings to detect in', this.readingsAhead()],
      [
        'notifications to deliver',
        this.count(`notification.notification WHERE status IN ${OPEN_DELIVERIES}`),
      ],
    ];
    for (const { agent, publishes, consumes, awaited } of topology) {
      if (awaited) continue;
      const unpublished = this.count(`${agent}.outbox WHERE published_at IS NULL`);
      counts.push([`events for ${agent} to publish`, unpublished]);
      if (publishes.length > 0) counts.push([`events of ${agent} to log`, this.unlogged(agent)]);
      for (const contract of consumes) {
        const { type, agent: producer } = eventContractOf(contract);
        if (!presentAgents.includes(producer)) continue;
        counts.push([`${type} for ${agent} to handle`, this.unhandled(type, producer, agent)]);
      }
    }
    const found: string[] = [];
    for (const [what, count] of counts) if ((await count) > 0) found.push(`${await count} ${what}`);
    return found;
  }

  private async readingsAhead(): Promise<number> {
    const [row] = await this.rows<{ n: number }>(
      `SELECT coalesce((SELECT sum(last_seq) FROM acquisition.readings_log), 0)::int
            - coalesce((SELECT sum(log_seq) FROM detection.partition_position), 0)::int AS n`,
    );
    return row?.n ?? 0;
  }

  private unlogged(agent: string): Promise<number> {
    return this.count(
      `${agent}.outbox AS told WHERE subject LIKE 'event.%' AND NOT EXISTS (
         SELECT 1 FROM gateway.event_log AS log WHERE log.event_id = told.event_id)`,
    );
  }

  private unhandled(type: string, producer: string, consumer: string): Promise<number> {
    return this.count(
      `${producer}.outbox AS told WHERE subject = $1 AND NOT EXISTS (
         SELECT 1 FROM ${consumer}.inbox AS had
         WHERE had.consumer = $2 AND had.event_id = told.event_id)`,
      [eventSubject(type, this.tenantId), type],
    );
  }
}
