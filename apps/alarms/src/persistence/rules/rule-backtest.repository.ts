import { Injectable } from '@nestjs/common';
import type { BacktestFigures, RuleBacktest } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { Rule } from './rule.entity.js';

const SHOWN = 5;

export interface EndedBacktest {
  readonly id: string;
  readonly ruleId: string;
  readonly version: number;
  readonly from: string;
  readonly to: string;
  readonly askedAt: string;
  readonly endedAt: string;
  readonly figures: BacktestFigures;
}

type Row = Pick<RuleBacktest, 'backtestId' | 'figures'> &
  Readonly<Record<'from' | 'to' | 'endedAt', Date>>;

/** What backtests of rules came to, as detection told. */
@Injectable()
export class RuleBacktestRepository {
  async note(ended: EndedBacktest, tx: Transaction): Promise<void> {
    await tx.query(
      `INSERT INTO rule_backtest
         (tenant_id, id, rule_id, version, from_at, to_at, asked_at, ended_at, figures)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT ON CONSTRAINT rule_backtest_pkey DO NOTHING`,
      [
        ...[tx.tenantId, ended.id, ended.ruleId, ended.version, ended.from, ended.to],
        ...[ended.askedAt, ended.endedAt, JSON.stringify(ended.figures)],
      ],
    );
  }

  async forget(before: Date, tx: Transaction): Promise<void> {
    await tx.query(`DELETE FROM rule_backtest WHERE tenant_id = $1 AND ended_at < $2`, [
      tx.tenantId,
      before,
    ]);
  }

  /** Those that tried the version as it now reads. */
  async of({ id, version, writtenAt }: Rule, tx: Transaction): Promise<RuleBacktest[]> {
    const rows = await tx.query<Row>(
      `SELECT id AS "backtestId", from_at AS "from", to_at AS "to", ended_at AS "endedAt", figures
       FROM rule_backtest
       WHERE tenant_id = $1 AND rule_id = $2 AND version = $3 AND asked_at >= $4
       ORDER BY ended_at DESC, id LIMIT ${SHOWN}`,
      [tx.tenantId, id, version, writtenAt],
    );
    return rows.map(({ from, to, endedAt, ...row }) => ({
      ...row,
      from: from.toISOString(),
      to: to.toISOString(),
      endedAt: endedAt.toISOString(),
    }));
  }
}
