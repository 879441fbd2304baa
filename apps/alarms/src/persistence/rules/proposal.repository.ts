import { Injectable } from '@nestjs/common';
import {
  pageWindow,
  type ListRuleProposals,
  type Page,
  type RuleFigures,
  type RuleProposalView,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';

const COLUMNS = `id, rule, rule_id AS "ruleId", kind, cause, reason, figures, state,
  proposed_at AS "proposedAt", decided_by AS "decidedBy", decided_at AS "decidedAt", decision`;

type Row = Omit<RuleProposalView, 'proposedAt' | 'decidedAt'> & {
  readonly proposedAt: Date;
  readonly decidedAt: Date | null;
};

const viewOf = (row: Row): RuleProposalView => ({
  ...row,
  proposedAt: row.proposedAt.toISOString(),
  decidedAt: row.decidedAt?.toISOString() ?? null,
});

@Injectable()
export class ProposalRepository {
  /** Adds a proposal; false where one is open for the same rule. */
  async add(made: RuleProposalView, tx: Transaction): Promise<boolean> {
    const added = await tx.query<object>(
      `INSERT INTO rule_proposal
         (tenant_id, id, rule, rule_id, kind, cause, reason, figures, proposed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING id`,
      [
        ...[tx.tenantId, made.id, made.rule, made.ruleId, made.kind, made.cause, made.reason],
        ...[JSON.stringify(made.figures), made.proposedAt],
      ],
    );
    return added.length > 0;
  }

  /** The figures with which a person last kept a rule in spite of a cause. */
  async dismissedFigures(
    { rule, cause }: Pick<RuleProposalView, 'rule' | 'cause'>,
    tx: Transaction,
  ): Promise<RuleFigures | undefined> {
    const [row] = await tx.query<{ figures: RuleFigures }>(
      `SELECT figures FROM rule_proposal
       WHERE tenant_id = $1 AND rule = $2 AND cause = $3 AND state = 'dismissed'
       ORDER BY decided_at DESC LIMIT 1`,
      [tx.tenantId, rule, cause],
    );
    return row?.figures;
  }

  async lock(id: string, tx: Transaction): Promise<RuleProposalView | undefined> {
    const [row] = await tx.query<Row>(
      `SELECT ${COLUMNS} FROM rule_proposal WHERE tenant_id = $1 AND id = $2 FOR UPDATE`,
      [tx.tenantId, id],
    );
    return row && viewOf(row);
  }

  async decide({ id, ...decided }: RuleProposalView, tx: Transaction): Promise<void> {
    await tx.query(
      `UPDATE rule_proposal SET state = $3, decided_by = $4, decided_at = $5, decision = $6
       WHERE tenant_id = $1 AND id = $2`,
      [tx.tenantId, id, decided.state, decided.decidedBy, decided.decidedAt, decided.decision],
    );
  }

  async list(request: ListRuleProposals, tx: Transaction): Promise<Page<RuleProposalView>> {
    const { limit, offset } = pageWindow(request);
    const { state = null, rule = null } = request;
    const rows = await tx.query<Row & { total: number }>(
      `SELECT ${COLUMNS}, (count(*) OVER ())::int AS total FROM rule_proposal
       WHERE tenant_id = $1 AND ($2::text IS NULL OR state = $2) AND ($3::text IS NULL OR rule = $3)
       ORDER BY proposed_at DESC, id LIMIT $4 OFFSET $5`,
      [tx.tenantId, state, rule, limit, offset],
    );
    const items = rows.map(({ total: _, ...row }) => viewOf(row));
    return { items, totalCount: rows[0]?.total ?? 0 };
  }
}
