import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import {
  pageWindow,
  type ListMaintenancePlanVersions,
  type MaintenancePlanVersionView,
  type Page,
  type PlanStatus,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { PlanWords } from '../domain/plan-at-equipment.js';

interface VersionRow {
  readonly planId: string;
  readonly version: number;
  readonly status: PlanStatus;
  readonly definition: PlanWords;
  readonly changedBy: string;
  readonly changedAt: Date;
  readonly before: PlanWords | null;
  readonly statusBefore: PlanStatus | null;
}

const VERSIONS = `SELECT plan_id AS "planId", version, status, definition,
    changed_by AS "changedBy", changed_at AS "changedAt",
    lag(definition) OVER (ORDER BY version) AS before,
    lag(status) OVER (ORDER BY version) AS "statusBefore"
  FROM maintenance_plan_version WHERE tenant_id = $1 AND plan_id = $2`;

function changesOf({ status, statusBefore, definition, before }: VersionRow): string[] {
  if (before === null) return [];
  const [was, is] = [new Map(Object.entries(before)), new Map(Object.entries(definition))];
  const names = [...new Set([...was.keys(), ...is.keys()])];
  const changed = names.filter((name) => !isDeepStrictEqual(was.get(name), is.get(name)));
  return [...(status === statusBefore ? [] : ['status']), ...changed.sort()];
}

function versionView(row: VersionRow): MaintenancePlanVersionView {
  const { before: _, statusBefore: _before, changedAt, ...facts } = row;
  return { ...facts, changes: changesOf(row), changedAt: changedAt.toISOString() };
}

/** What plans were at each change. */
@Injectable()
export class PlanVersionRepository {
  async list(
    request: ListMaintenancePlanVersions,
    tx: Transaction,
  ): Promise<Page<MaintenancePlanVersionView>> {
    const { limit, offset } = pageWindow(request);
    const of = [tx.tenantId, request.planId];
    const rows = await tx.query<VersionRow>(
      `SELECT * FROM (${VERSIONS}) v ORDER BY version DESC LIMIT $3 OFFSET $4`,
      [...of, limit, offset],
    );
    const [counted] = await tx.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM maintenance_plan_version
       WHERE tenant_id = $1 AND plan_id = $2`,
      of,
    );
    return { items: rows.map(versionView), totalCount: counted?.total ?? 0 };
  }

  async find(
    planId: string,
    version: number,
    tx: Transaction,
  ): Promise<MaintenancePlanVersionView | undefined> {
    const sql = `SELECT * FROM (${VERSIONS}) v WHERE version = $3`;
    const [row] = await tx.query<VersionRow>(sql, [tx.tenantId, planId, version]);
    return row && versionView(row);
  }
}
