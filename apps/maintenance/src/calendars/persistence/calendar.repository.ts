import { Injectable } from '@nestjs/common';
import {
  pageWindow,
  type ListTeamCalendars,
  type Page,
  type TeamCalendarView,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { Entry } from '../domain/changed-entries.js';

const COLUMNS = `id, team, created_by AS "createdBy", created_at AS "createdAt",
  rotated_at AS "rotatedAt"`;

interface Row extends Omit<TeamCalendarView, 'createdAt' | 'rotatedAt'> {
  readonly createdAt: Date;
  readonly rotatedAt: Date | null;
}
const viewOf = (row: Row): TeamCalendarView => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  rotatedAt: row.rotatedAt?.toISOString() ?? null,
});
const found = (row: Row | undefined): TeamCalendarView | null => (row ? viewOf(row) : null);

/** The calendars of teams, and what each showed last. */
@Injectable()
export class CalendarRepository {
  async add(team: string, secretHash: Buffer, by: string, tx: Transaction) {
    const [row] = await tx.query<Row>(
      `INSERT INTO team_calendar (tenant_id, id, team, secret_hash, created_by, created_at)
       VALUES ($1, gen_random_uuid(), $2, $3, $4, now()) RETURNING ${COLUMNS}`,
      [tx.tenantId, team, secretHash, by],
    );
    if (!row) throw new Error('The calendar was not written.');
    return viewOf(row);
  }

  async rotate(id: string, secretHash: Buffer, tx: Transaction): Promise<TeamCalendarView | null> {
    const [row] = await tx.query<Row>(
      `UPDATE team_calendar SET secret_hash = $3, rotated_at = now()
       WHERE tenant_id = $1 AND id = $2 RETURNING ${COLUMNS}`,
      [tx.tenantId, id, secretHash],
    );
    return found(row);
  }

  async remove(id: string, tx: Transaction): Promise<TeamCalendarView | null> {
    const [row] = await tx.query<Row>(
      `DELETE FROM team_calendar WHERE tenant_id = $1 AND id = $2 RETURNING ${COLUMNS}`,
      [tx.tenantId, id],
    );
    return found(row);
  }

  /** Two programs that read the same calendar do so one after the other. */
  async lockBySecret(secretHash: Buffer, tx: Transaction): Promise<TeamCalendarView | null> {
    const [row] = await tx.query<Row>(
      `SELECT ${COLUMNS} FROM team_calendar WHERE tenant_id = $1 AND secret_hash = $2 FOR UPDATE`,
      [tx.tenantId, secretHash],
    );
    return found(row);
  }

  async list(request: ListTeamCalendars, tx: Transaction): Promise<Page<TeamCalendarView>> {
    const { limit, offset } = pageWindow(request);
    const rows = await tx.query<Row>(
      `SELECT ${COLUMNS} FROM team_calendar WHERE tenant_id = $1
       ORDER BY team, created_at, id LIMIT $2 OFFSET $3`,
      [tx.tenantId, limit, offset],
    );
    const [all] = await tx.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM team_calendar WHERE tenant_id = $1',
      [tx.tenantId],
    );
    return { items: rows.map(viewOf), totalCount: all?.count ?? 0 };
  }

  /** What it showed last and is not over. */
  entries(calendarId: string, since: Date, tx: Transaction): Promise<Entry[]> {
    return tx.query<Entry>(
      `SELECT uid, content, sequence, modified_at AS "modifiedAt" FROM team_calendar_entry
       WHERE tenant_id = $1 AND calendar_id = $2 AND ends_at >= $3`,
      [tx.tenantId, calendarId, since],
    );
  }

  async note(calendarId: string, { uid, content, ...rest }: Entry, tx: Transaction): Promise<void> {
    await tx.query(
      `INSERT INTO team_calendar_entry (tenant_id, calendar_id, uid, content, ends_at, sequence,
         modified_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT ON CONSTRAINT team_calendar_entry_pkey DO UPDATE SET content = excluded.content,
         ends_at = excluded.ends_at, sequence = excluded.sequence,
         modified_at = excluded.modified_at`,
      [
        ...[tx.tenantId, calendarId, uid, JSON.stringify(content), content.endsAt],
        ...[rest.sequence, rest.modifiedAt],
      ],
    );
  }

  /** Those that were over long ago are shown no more. */
  async forget(calendarId: string, until: Date, tx: Transaction): Promise<void> {
    await tx.query(
      `DELETE FROM team_calendar_entry WHERE tenant_id = $1 AND calendar_id = $2 AND ends_at < $3`,
      [tx.tenantId, calendarId, until],
    );
  }
}
