import { Injectable } from '@nestjs/common';
import { pageWindow, type AddQualification, type FieldsOf } from '@libs/contracts';
import type { ListQualifications, Page, QualificationView } from '@libs/contracts';
import type { Transaction } from '@libs/database';

const COLUMNS = `id, actor, name, skill, certificate, expires_on::text AS "expiresOn"`;

/** Who is qualified for what, and until when. */
@Injectable()
export class QualificationRepository {
  async add(
    { actor, name, skill, certificate, expiresOn }: FieldsOf<AddQualification>,
    tx: Transaction,
  ): Promise<QualificationView> {
    const [row] = await tx.query<QualificationView>(
      `INSERT INTO qualification (tenant_id, id, actor, name, skill, certificate, expires_on)
       VALUES ($1, gen_random_uuid(), $2, $3, $4, $5, $6) RETURNING ${COLUMNS}`,
      [tx.tenantId, actor, name, skill, certificate ?? null, expiresOn ?? null],
    );
    if (!row) throw new Error('The qualification was not written.');
    return row;
  }

  async remove(id: string, tx: Transaction): Promise<QualificationView | null> {
    const [row] = await tx.query<QualificationView>(
      `DELETE FROM qualification WHERE tenant_id = $1 AND id = $2 RETURNING ${COLUMNS}`,
      [tx.tenantId, id],
    );
    return row ?? null;
  }

  /** Those of some skills that a person has no certificate for which is valid on a day. */
  async listMissing(
    actor: string,
    skills: readonly string[],
    at: Date,
    tx: Transaction,
  ): Promise<string[]> {
    const rows = await tx.query<{ skill: string }>(
      `SELECT needed.skill FROM unnest($3::text[]) AS needed (skill)
       WHERE NOT EXISTS (SELECT 1 FROM qualification q WHERE q.tenant_id = $1 AND q.actor = $2
         AND q.skill = needed.skill
         AND (q.expires_on IS NULL OR q.expires_on >= ($4::timestamptz AT TIME ZONE 'UTC')::date))`,
      [tx.tenantId, actor, skills, at],
    );
    return rows.map(({ skill }) => skill);
  }

  async list(request: ListQualifications, tx: Transaction): Promise<Page<QualificationView>> {
    const { limit, offset } = pageWindow(request);
    const of = [tx.tenantId, request.actor ?? null, request.skill ?? null];
    const those = `FROM qualification WHERE tenant_id = $1
      AND ($2::text IS NULL OR actor = $2) AND ($3::text IS NULL OR skill = $3)`;
    const items = await tx.query<QualificationView>(
      `SELECT ${COLUMNS} ${those} ORDER BY name, skill, id LIMIT $4 OFFSET $5`,
      [...of, limit, offset],
    );
    const [all] = await tx.query<{ count: number }>(`SELECT count(*)::int AS count ${those}`, of);
    return { items, totalCount: all?.count ?? 0 };
  }
}
