import { Injectable } from '@nestjs/common';
import type { Assessment, ItemResultView } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { Inspection } from './inspection.entity.js';

export interface MeasuredValue {
  readonly inspectionId: string;
  readonly measuredAt: Date;
  readonly value: number;
  readonly assessment: Assessment;
}

@Injectable()
export class ItemResultRepository {
  /** Keeps what was found, in the order of the template. */
  async add(
    { id, equipmentId, templateId }: Inspection,
    results: readonly ItemResultView[],
    tx: Transaction,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO inspection_result (tenant_id, inspection_id, item, equipment_id, template_id,
         position, outcome, failed, severity, assessment, value, choice, text, comment, photo_ids,
         measured_at)
       SELECT $1, $2, r.key, $3, $4, r.position, r.outcome, r.failed, r.severity, r.assessment,
         r.value, r.choice, r.text, r.comment, r."photoIds", r."measuredAt"
       FROM jsonb_to_recordset($5::jsonb) AS r (key text, position int, outcome text,
         failed boolean, severity int, assessment text, value float8, choice text, text text,
         comment text, "photoIds" uuid[], "measuredAt" timestamptz)`,
      [
        tx.tenantId,
        id,
        equipmentId,
        templateId,
        JSON.stringify(results.map((result, position) => Object.assign({ position }, result))),
      ],
    );
  }

  async list(inspectionId: string, tx: Transaction): Promise<ItemResultView[]> {
    const rows = await tx.query<Omit<ItemResultView, 'measuredAt'> & { measuredAt: Date }>(
      `SELECT item AS key, outcome, failed, severity, assessment, value, choice, text, comment,
         photo_ids AS "photoIds", measured_at AS "measuredAt"
       FROM inspection_result WHERE tenant_id = $1 AND inspection_id = $2 ORDER BY position`,
      [tx.tenantId, inspectionId],
    );
    return rows.map((row) => ({ ...row, measuredAt: row.measuredAt.toISOString() }));
  }

  /** The latest measured values of an item on one piece of equipment, oldest first. */
  async lastValues(
    of: { equipmentId: string; templateId: string; item: string },
    last: number,
    tx: Transaction,
  ): Promise<MeasuredValue[]> {
    const rows = await tx.query<MeasuredValue>(
      `SELECT inspection_id AS "inspectionId", measured_at AS "measuredAt", value, assessment
       FROM inspection_result
       WHERE tenant_id = $1 AND equipment_id = $2 AND template_id = $3 AND item = $4
         AND value IS NOT NULL
       ORDER BY measured_at DESC, inspection_id LIMIT $5`,
      [tx.tenantId, of.equipmentId, of.templateId, of.item, last],
    );
    return rows.reverse();
  }
}
