import { Injectable } from '@nestjs/common';
import {
  pageWindow,
  type HistoryEntry,
  type HistoryKind,
  type ListEquipmentHistory,
  type Page,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { countRows } from '../count-rows.js';
import { v7 as uuidv7 } from 'uuid';

/** What changed at a piece of equipment, when, by whom and why. */
export interface HistoryNote {
  readonly equipmentId: string;
  readonly changes: readonly { kind: HistoryKind; from?: string; to?: string }[];
  readonly word?: string;
  readonly reason?: string;
  readonly at: Date;
  readonly actor: string;
}

interface Row {
  id: string;
  kind: HistoryKind;
  from_word: string | null;
  to_word: string | null;
  word: string | null;
  reason: string | null;
  at: Date;
  actor: string;
  total: number;
}

@Injectable()
export class EquipmentHistoryRepository {
  async addAll(notes: readonly HistoryNote[], tx: Transaction): Promise<void> {
    const rows = notes.flatMap(({ changes, equipmentId, ...why }) =>
      changes.map((change) => ({ ...change, ...why, id: uuidv7(), equipment_id: equipmentId })),
    );
    if (rows.length === 0) return;
    await tx.query(
      `INSERT INTO equipment_history
         (tenant_id, id, equipment_id, kind, from_word, to_word, word, reason, at, actor)
       SELECT $1, id, equipment_id, kind, "from", "to", word, reason, at, actor
       FROM json_to_recordset($2::json) AS r (id uuid, equipment_id uuid, kind text, "from" text,
         "to" text, word text, reason text, at timestamptz, actor text)`,
      [tx.tenantId, JSON.stringify(rows)],
    );
  }

  async list(request: ListEquipmentHistory, tx: Transaction): Promise<Page<HistoryEntry>> {
    const { limit, offset } = pageWindow(request);
    const about = [tx.tenantId, request.equipmentId, request.kind ?? null];
    const where = `tenant_id = $1 AND equipment_id = $2 AND ($3::text IS NULL OR kind = $3)`;
    const rows = await tx.query<Row>(
      `SELECT id, kind, from_word, to_word, word, reason, at, actor FROM equipment_history
       WHERE ${where} ORDER BY at DESC, id DESC LIMIT $4 OFFSET $5`,
      [...about, limit, offset],
    );
    const total = await countRows('equipment_history', where, about, tx);
    const items = rows.map((row) => ({
      id: row.id,
      equipmentId: request.equipmentId,
      kind: row.kind,
      ...(row.from_word !== null && { from: row.from_word }),
      ...(row.to_word !== null && { to: row.to_word }),
      ...(row.word !== null && { word: row.word }),
      ...(row.reason !== null && { reason: row.reason }),
      at: row.at.toISOString(),
      actor: row.actor,
    }));
    return { items, totalCount: total };
  }
}
