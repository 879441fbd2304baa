import { Injectable } from '@nestjs/common';
import type { CaseTotals, ComparedCase, SharedAlarms } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { Span } from '../../domain/rules/version-span.js';
import type { Rule } from './rule.entity.js';

const SHOWN = 20;
const DURING = (other: string, one: string): string =>
  `${other}.began_at <= coalesce(${one}.ended_at, 'infinity')
   AND coalesce(${other}.ended_at, 'infinity') >= ${one}.began_at`;

/** Cases of a span, with what people said of each. */
const CASES = `SELECT c.id, c.equipment_id, c.title, c.opened_at AS began_at,
    c.resolved_at AS ended_at,
    CASE WHEN c.answer IN ('right', 'wrong') THEN c.answer
      WHEN c.status = 'false_positive' THEN 'wrong'
      ELSE (SELECT min(a.answer) FROM alarm a
        WHERE a.tenant_id = c.tenant_id AND a.case_id = c.id) END AS answer
  FROM alarm_case c
  WHERE c.tenant_id = $1 AND c.kind = $2 AND c.status <> 'duplicate'
    AND c.opened_at < $4 AND coalesce(c.resolved_at, 'infinity') >= $3
    AND ($5::uuid[] IS NULL OR c.equipment_id = ANY ($5))`;

const met = (version: string): string => `EXISTS (SELECT 1 FROM rule_raising r
  WHERE r.tenant_id = $1 AND r.rule_id = $6 AND r.version = ${version}
    AND r.equipment_id = c.equipment_id AND ${DURING('r', 'c')})`;

interface Raised {
  readonly alarms: number;
  readonly equipment: number;
}

interface Met {
  readonly casesMet: number;
  readonly rightMet: number;
  readonly wrongMet: number;
}

/** What versions of a rule did, side by side. */
@Injectable()
export class ComparisonRepository {
  async raised({ id, version }: Rule, { from, to }: Span, tx: Transaction): Promise<Raised> {
    const [raised] = await tx.query<Raised>(
      `SELECT count(*)::int AS alarms, count(DISTINCT equipment_id)::int AS equipment
       FROM rule_raising
       WHERE tenant_id = $1 AND rule_id = $2 AND version = $3 AND began_at >= $4 AND began_at < $5`,
      [tx.tenantId, id, version, from, to],
    );
    return raised ?? { alarms: 0, equipment: 0 };
  }

  async met(rule: Rule, span: Span, tx: Transaction): Promise<Met> {
    const [counted] = await tx.query<Met>(
      `SELECT count(*)::int AS "casesMet",
         count(*) FILTER (WHERE answer = 'right')::int AS "rightMet",
         count(*) FILTER (WHERE answer = 'wrong')::int AS "wrongMet"
       FROM (${CASES}) AS c WHERE ${met('$7')}`,
      [...casesOf(rule, span, tx), rule.id, rule.version],
    );
    return counted ?? { casesMet: 0, rightMet: 0, wrongMet: 0 };
  }

  async totals(rule: Rule, span: Span, tx: Transaction): Promise<CaseTotals> {
    const [counted] = await tx.query<CaseTotals>(
      `SELECT count(*)::int AS cases, count(*) FILTER (WHERE answer = 'right')::int AS right,
         count(*) FILTER (WHERE answer = 'wrong')::int AS wrong FROM (${CASES}) AS c`,
      casesOf(rule, span, tx),
    );
    return counted ?? { cases: 0, right: 0, wrong: 0 };
  }

  async cases(
    rule: Rule,
    active: Rule | undefined,
    span: Span,
    tx: Transaction,
  ): Promise<ComparedCase[]> {
    const rows = await tx.query<Omit<ComparedCase, 'openedAt'> & { openedAt: Date }>(
      `SELECT c.id AS "caseId", c.equipment_id AS "equipmentId", left(c.title, 200) AS title,
         c.began_at AS "openedAt", c.answer, ${met('$7')} AS met, ${met('$8')} AS "metByActive"
       FROM (${CASES}) AS c
       ORDER BY c.answer IS NULL, met DESC, c.began_at DESC, c.id LIMIT ${SHOWN}`,
      [...casesOf(rule, span, tx), rule.id, rule.version, active?.version ?? 0],
    );
    return rows.map((row) => ({ ...row, openedAt: row.openedAt.toISOString() }));
  }

  async shared(one: Rule, active: Rule, { from, to }: Span, tx: Transaction) {
    const alone = (other: string): string => `NOT EXISTS (SELECT 1 FROM raised o
      WHERE o.version = ${other} AND o.equipment_id = r.equipment_id AND ${DURING('o', 'r')})`;
    const [shared] = await tx.query<SharedAlarms>(
      `WITH raised AS (SELECT version, equipment_id, began_at, ended_at FROM rule_raising
         WHERE tenant_id = $1 AND rule_id = $2 AND version IN ($3, $4)
           AND began_at < $6 AND coalesce(ended_at, 'infinity') >= $5)
       SELECT count(*) FILTER (WHERE r.version = $3 AND NOT ${alone('$4')})::int AS both,
         count(*) FILTER (WHERE r.version = $3 AND ${alone('$4')})::int AS "onlyThis",
         count(*) FILTER (WHERE r.version = $4 AND ${alone('$3')})::int AS "onlyActive"
       FROM raised r`,
      [tx.tenantId, one.id, one.version, active.version, from, to],
    );
    return shared ?? { both: 0, onlyThis: 0, onlyActive: 0 };
  }
}

const casesOf = ({ definition }: Rule, { from, to }: Span, tx: Transaction): unknown[] => {
  const { caseKind = 'machine', equipmentIds = null } = definition;
  return [tx.tenantId, caseKind, from, to, equipmentIds];
};
