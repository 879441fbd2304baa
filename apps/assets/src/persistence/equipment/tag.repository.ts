import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';

/** The QR tag that a piece of equipment carries. */
export interface Tag {
  readonly token: string;
  readonly equipmentId: string;
  readonly issuedAt: Date;
}

const COLUMNS = 'token, equipment_id AS "equipmentId", issued_at AS "issuedAt"';

@Injectable()
export class TagRepository {
  async find(equipmentId: string, tx: Transaction): Promise<Tag | undefined> {
    const [row] = await tx.query<Tag>(
      `SELECT ${COLUMNS} FROM equipment_tag
       WHERE tenant_id = $1 AND equipment_id = $2 AND revoked_at IS NULL`,
      [tx.tenantId, equipmentId],
    );
    return row;
  }

  async findByToken(token: string, tx: Transaction): Promise<Tag | undefined> {
    const [row] = await tx.query<Tag>(
      `SELECT ${COLUMNS} FROM equipment_tag
       WHERE tenant_id = $1 AND token = $2 AND revoked_at IS NULL`,
      [tx.tenantId, token],
    );
    return row;
  }

  /** Gives equipment a new tag; an older one finds nothing from now on. */
  async replace({ token, equipmentId, issuedAt }: Tag, tx: Transaction): Promise<void> {
    await tx.query(
      `UPDATE equipment_tag SET revoked_at = $3
       WHERE tenant_id = $1 AND equipment_id = $2 AND revoked_at IS NULL`,
      [tx.tenantId, equipmentId, issuedAt],
    );
    await tx.query(
      `INSERT INTO equipment_tag (tenant_id, token, equipment_id, issued_at)
       VALUES ($1, $2, $3, $4)`,
      [tx.tenantId, token, equipmentId, issuedAt],
    );
  }
}
