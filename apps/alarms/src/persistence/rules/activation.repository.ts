import { Injectable } from '@nestjs/common';
import {
  pageWindow,
  type ListRuleActivations,
  type Page,
  type RuleActivationView,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';

const COLUMNS = `id, rule_id AS "ruleId", version, kind, activated_by AS "activatedBy",
  activated_at AS "activatedAt", comment, without_evidence AS "withoutEvidence", comparison`;

type Row = Omit<RuleActivationView, 'activatedAt'> & { readonly activatedAt: Date };

/** Decisions to let versions raise alarms; a row is never changed. */
@Injectable()
export class ActivationRepository {
  async add(made: RuleActivationView, tx: Transaction): Promise<void> {
    await tx.query(
      `INSERT INTO rule_activation (tenant_id, id, rule_id, version, kind, activated_by,
         activated_at, comment, without_evidence, comparison)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[tx.tenantId, made.id, made.ruleId, made.version, made.kind, made.activatedBy],
        ...[made.activatedAt, made.comment, made.withoutEvidence],
        JSON.stringify(made.comparison),
      ],
    );
  }

  async has(ruleId: string, version: number, tx: Transaction): Promise<boolean> {
    const found = await tx.query<object>(
      `SELECT 1 FROM rule_activation WHERE tenant_id = $1 AND rule_id = $2 AND version = $3 LIMIT 1`,
      [tx.tenantId, ruleId, version],
    );
    return found.length > 0;
  }

  async list(request: ListRuleActivations, tx: Transaction): Promise<Page<RuleActivationView>> {
    const { limit, offset } = pageWindow(request);
    const of = [tx.tenantId, request.ruleId];
    const rows = await tx.query<Row>(
      `SELECT ${COLUMNS} FROM rule_activation WHERE tenant_id = $1 AND rule_id = $2
       ORDER BY activated_at DESC, id DESC LIMIT $3 OFFSET $4`,
      [...of, limit, offset],
    );
    const [counted] = await tx.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM rule_activation WHERE tenant_id = $1 AND rule_id = $2`,
      of,
    );
    const items = rows.map((row) => ({ ...row, activatedAt: row.activatedAt.toISOString() }));
    return { items, totalCount: counted?.total ?? 0 };
  }
}
