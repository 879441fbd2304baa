import { Injectable } from '@nestjs/common';
import type { SystemTransaction, Transaction } from '@libs/database';
import type { RuleMove, RuleStanding } from '@libs/alarm-rules';
import type { DueTimer } from '../alarm-timer.repository.js';
import type { Rule } from './rule.entity.js';

export interface Standing extends RuleStanding {
  readonly id: string;
  readonly ruleId: string;
  readonly version: number;
  readonly equipmentId: string;
}

const COLUMNS = `id, rule_id AS "ruleId", version, equipment_id AS "equipmentId", raised,
  changing_since AS "changingSince"`;
const ENQUEUED_SECONDS = 10;

@Injectable()
export class StandingRepository {
  /** Where a rule stands on an equipment; in the beginning it is not raised. */
  async get(
    { id: ruleId, version }: Rule,
    equipmentId: string,
    fresh: { id: string; correlationId: string; dueAt?: Date },
    tx: Transaction,
  ): Promise<Standing> {
    const [standing] = await tx.query<Standing>(
      `INSERT INTO rule_standing
         (tenant_id, id, rule_id, version, equipment_id, correlation_id, due_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT ON CONSTRAINT rule_standing_rule_key DO UPDATE SET version = excluded.version
       RETURNING ${COLUMNS}`,
      [
        tx.tenantId,
        fresh.id,
        ruleId,
        version,
        equipmentId,
        fresh.correlationId,
        fresh.dueAt ?? null,
      ],
    );
    if (!standing) throw new Error(`Rule ${ruleId} has no standing on ${equipmentId}.`);
    return standing;
  }

  async find(id: string, tx: Transaction): Promise<Standing | undefined> {
    const [standing] = await tx.query<Standing>(
      `SELECT ${COLUMNS} FROM rule_standing WHERE tenant_id = $1 AND id = $2`,
      [tx.tenantId, id],
    );
    return standing;
  }

  findOf(ruleId: string, version: number, tx: Transaction): Promise<Standing[]> {
    return tx.query<Standing>(
      `SELECT ${COLUMNS} FROM rule_standing
       WHERE tenant_id = $1 AND rule_id = $2 AND version = $3 ORDER BY equipment_id`,
      [tx.tenantId, ruleId, version],
    );
  }

  async save(id: string, { standing, dueAt }: RuleMove, tx: Transaction): Promise<void> {
    await tx.query(
      `UPDATE rule_standing
       SET raised = $3, changing_since = $4, due_at = $5, lease_until = '-infinity'
       WHERE tenant_id = $1 AND id = $2`,
      [tx.tenantId, id, standing.raised, standing.changingSince, dueAt],
    );
  }

  async makeDue(id: string, at: Date, tx: Transaction): Promise<void> {
    await tx.query(
      `UPDATE rule_standing SET due_at = $3, lease_until = '-infinity'
       WHERE tenant_id = $1 AND id = $2`,
      [tx.tenantId, id, at],
    );
  }

  /** What held in shadow raises its alarm now. */
  async judgeAnew(ruleId: string, version: number, tx: Transaction): Promise<void> {
    await tx.query(
      `UPDATE rule_standing SET raised = false, changing_since = NULL, due_at = now()
       WHERE tenant_id = $1 AND rule_id = $2 AND version = $3`,
      [tx.tenantId, ruleId, version],
    );
  }

  async removeOf(ruleId: string, version: number, tx: Transaction): Promise<void> {
    await tx.query(
      `DELETE FROM rule_standing WHERE tenant_id = $1 AND rule_id = $2 AND version = $3`,
      [tx.tenantId, ruleId, version],
    );
  }

  leaseDue(limit: number, tx: SystemTransaction): Promise<DueTimer[]> {
    return tx.query<DueTimer>(
      `UPDATE rule_standing
       SET attempts = attempts + 1,
           lease_until = now() + make_interval(secs => ${ENQUEUED_SECONDS})
       WHERE (tenant_id, id) IN (
         SELECT tenant_id, id FROM rule_standing
         WHERE due_at <= now() AND lease_until < now()
         ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED
       )
       RETURNING tenant_id AS "tenantId", id, attempts AS attempt,
         correlation_id AS "correlationId"`,
      [limit],
    );
  }
}
