import { Injectable } from '@nestjs/common';
import type { ExportEquipment, ExportLocations, ExportSensors } from '@libs/contracts';
import { Parameters, type Transaction } from '@libs/database';
import { equipmentClassOf } from '@libs/contracts';

/** Rows that are read at a time. */
const ROWS = 200;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Something to export, and by which codes what it refers to is known. */
export interface ExportedId {
  readonly id: string;
  /** Of what it is in or on. */
  readonly parentCode: string | null;
  readonly locationCode: string | null;
}

/** Finds what is to be exported, in the order of the ids; each page is a question of its own. */
@Injectable()
export class ExportRepository {
  equipment(asked: ExportEquipment, tx: Transaction): Promise<ExportedId[]> {
    const parameters = new Parameters();
    const tenant = parameters.add(tx.tenantId);
    const all = [`e.id > ${parameters.add(asked.after ?? FIRST)}`];
    if (asked.class) all.push(`e.class = ${parameters.add(equipmentClassOf(asked.class))}`);
    if (asked.criticality) all.push(`e.criticality = ${parameters.add(asked.criticality)}`);
    if (asked.lifecycle) all.push(`e.lifecycle = ${parameters.add(asked.lifecycle)}`);
    if (asked.locationId) all.push(`l.${below(tenant, parameters.add(asked.locationId))}`);
    return tx.query(
      `SELECT e.id, p.code AS "parentCode", l.code AS "locationCode" FROM equipment e
       LEFT JOIN equipment p ON p.tenant_id = ${tenant} AND p.id = e.parent_id
       LEFT JOIN location l ON l.tenant_id = ${tenant} AND l.id = e.location_id
       WHERE e.tenant_id = ${tenant} AND e.deleted_at IS NULL AND ${all.join(' AND ')}
       ORDER BY e.id LIMIT ${ROWS}`,
      parameters.values,
    );
  }

  locations(asked: ExportLocations, tx: Transaction): Promise<ExportedId[]> {
    const parameters = new Parameters();
    const tenant = parameters.add(tx.tenantId);
    const all = [`l.id > ${parameters.add(asked.after ?? FIRST)}`];
    if (asked.kind) all.push(`l.kind = ${parameters.add(asked.kind)}`);
    if (asked.under) all.push(`l.${below(tenant, parameters.add(asked.under))}`);
    return tx.query(
      `SELECT l.id, p.code AS "parentCode", NULL AS "locationCode" FROM location l
       LEFT JOIN location p ON p.tenant_id = ${tenant} AND p.id = l.parent_id
       WHERE l.tenant_id = ${tenant} AND l.deleted_at IS NULL AND ${all.join(' AND ')}
       ORDER BY l.id LIMIT ${ROWS}`,
      parameters.values,
    );
  }

  sensors(asked: ExportSensors, tx: Transaction): Promise<ExportedId[]> {
    const parameters = new Parameters();
    const tenant = parameters.add(tx.tenantId);
    const all = [`s.id > ${parameters.add(asked.after ?? FIRST)}`];
    if (asked.equipmentId) all.push(`s.equipment_id = ${parameters.add(asked.equipmentId)}`);
    return tx.query(
      `SELECT s.id, e.code AS "parentCode", NULL AS "locationCode" FROM sensor s
       JOIN equipment e ON e.tenant_id = ${tenant} AND e.id = s.equipment_id
       WHERE s.tenant_id = ${tenant} AND s.retired_at IS NULL AND ${all.join(' AND ')}
       ORDER BY s.id LIMIT ${ROWS}`,
      parameters.values,
    );
  }
}

/** The condition that a path lies at or below that of a location. */
function below(tenant: string, id: string): string {
  const top = `(SELECT path FROM location WHERE tenant_id = ${tenant} AND id = ${id})`;
  return `path COLLATE "C" BETWEEN ${top} AND ${top} || '~'`;
}
