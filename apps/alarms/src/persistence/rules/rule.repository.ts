import { Injectable } from '@nestjs/common';
import { pageWindow, type AlarmRuleView, type ListAlarmRules, type Page } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { RuleEntity, type Rule } from './rule.entity.js';

export const ruleView = (row: Rule): AlarmRuleView => ({
  id: row.id,
  version: row.version,
  code: row.code,
  name: row.name,
  state: row.state,
  definition: row.definition,
  raised: row.raised,
  changedBy: row.changedBy,
  createdAt: row.createdAt.toISOString(),
  changedAt: row.changedAt.toISOString(),
  shadowedAt: row.shadowedAt?.toISOString() ?? null,
});

@Injectable()
export class RuleRepository {
  async add(rule: Rule, tx: Transaction): Promise<void> {
    await tx.manager.insert(RuleEntity, { ...rule, tenantId: tx.tenantId });
  }

  async save({ id, version, ...rest }: Rule, tx: Transaction): Promise<void> {
    await tx.manager.update(RuleEntity, { tenantId: tx.tenantId, id, version }, rest);
  }

  async countRaised({ id, version }: Pick<Rule, 'id' | 'version'>, tx: Transaction): Promise<void> {
    await tx.manager.increment(RuleEntity, { tenantId: tx.tenantId, id, version }, 'raised', 1);
  }

  findVersion(id: string, version: number, tx: Transaction): Promise<Rule | null> {
    return tx.manager.findOneBy(RuleEntity, { tenantId: tx.tenantId, id, version });
  }

  findLatest(id: string, tx: Transaction): Promise<Rule | null> {
    const where = { tenantId: tx.tenantId, id };
    return tx.manager.findOne(RuleEntity, { where, order: { version: 'DESC' } });
  }

  /** All versions, the latest first. */
  findVersions(id: string, tx: Transaction): Promise<Rule[]> {
    const where = { tenantId: tx.tenantId, id };
    return tx.manager.find(RuleEntity, { where, order: { version: 'DESC' } });
  }

  /** Changes of one rule are made one after the other. */
  lockVersions(id: string, tx: Transaction): Promise<Rule[]> {
    return tx.manager.find(RuleEntity, {
      where: { tenantId: tx.tenantId, id },
      order: { version: 'DESC' },
      lock: { mode: 'pessimistic_write' },
    });
  }

  isCodeTaken(code: string, tx: Transaction): Promise<boolean> {
    return tx.manager.existsBy(RuleEntity, { tenantId: tx.tenantId, code });
  }

  /** Asked for with every event: by hand, since a mapper costs more than the question. */
  findLive(tx: Transaction): Promise<Rule[]> {
    return tx.query<Rule>(
      `SELECT id, version, code, name, state, definition, raised, changed_by AS "changedBy",
         created_at AS "createdAt", changed_at AS "changedAt", written_at AS "writtenAt",
         shadowed_at AS "shadowedAt"
       FROM alarm_rule WHERE tenant_id = $1 AND state IN ('shadow', 'active')
       ORDER BY code, version`,
      [tx.tenantId],
    );
  }

  async list(request: ListAlarmRules, tx: Transaction): Promise<Page<AlarmRuleView>> {
    const { limit, offset } = pageWindow(request);
    const { ruleId, state } = request;
    const [rows, totalCount] = await tx.manager.findAndCount(RuleEntity, {
      where: { tenantId: tx.tenantId, ...(ruleId && { id: ruleId }), ...(state && { state }) },
      order: { changedAt: 'DESC', id: 'ASC', version: 'DESC' },
      take: limit,
      skip: offset,
    });
    return { items: rows.map(ruleView), totalCount };
  }
}
