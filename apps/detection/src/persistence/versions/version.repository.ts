import { Injectable } from '@nestjs/common';
import {
  pageWindow,
  type DetectorKind,
  type DetectorVersionView,
  type ListDetectorVersions,
  type Page,
  type VersionSettings,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { BUILT_IN, type Version } from '../../domain/versions/version.js';
import { versionView } from './version-view.js';

const COLUMNS = `id, kind, number, name, note, settings, state, author, created_at AS "createdAt",
  shadow_from AS "shadowFrom", shadow_until AS "shadowUntil", retired_at AS "retiredAt"`;
const BUILT_IN_NAMES: Readonly<Record<DetectorKind, string>> = {
  univariate: 'Built-in detector of sensors',
  machine: 'Built-in detector of machines',
};

/** What is asked for when a version is written down. */
export interface DraftedVersion {
  readonly id: string;
  readonly kind: DetectorKind;
  readonly name: string;
  readonly note: string | null;
  readonly settings: VersionSettings;
  readonly author: string;
}

/** Versions of detectors; what is built in is put there when a tenant first asks. */
@Injectable()
export class VersionRepository {
  async find(id: string, tx: Transaction): Promise<Version | undefined> {
    await this.ensureBuiltIn(tx);
    const [row] = await tx.query<Version>(
      `SELECT ${COLUMNS} FROM detector_version WHERE tenant_id = $1 AND id = $2`,
      [tx.tenantId, id],
    );
    return row;
  }

  /** Whoever asks is alone in changing versions of that kind, until the end of the transaction. */
  async lockFor(id: string, tx: Transaction): Promise<Version | undefined> {
    await this.ensureBuiltIn(tx);
    await this.lockAll(tx);
    return this.find(id, tx);
  }

  async getActive(kind: DetectorKind, tx: Transaction): Promise<Version> {
    const active = await this.findIn('active', kind, tx);
    if (!active) throw new Error(`No version of the ${kind} detector is active.`);
    return active;
  }

  async findIn(
    state: Version['state'],
    kind: DetectorKind,
    tx: Transaction,
  ): Promise<Version | undefined> {
    await this.ensureBuiltIn(tx);
    const [row] = await tx.query<Version>(
      `SELECT ${COLUMNS} FROM detector_version
       WHERE tenant_id = $1 AND kind = $2 AND state = $3`,
      [tx.tenantId, kind, state],
    );
    return row;
  }

  async add(drafted: DraftedVersion, tx: Transaction): Promise<Version> {
    await this.ensureBuiltIn(tx);
    await this.lockAll(tx);
    const { id, kind, name, note, settings, author } = drafted;
    const [added] = await tx.query<Version>(
      `INSERT INTO detector_version (tenant_id, id, kind, number, name, note, settings, state, author)
       SELECT $1, $2, $3, max(number) + 1, $4, $5, $6, 'draft', $7
       FROM detector_version WHERE tenant_id = $1 AND kind = $3 RETURNING ${COLUMNS}`,
      [tx.tenantId, id, kind, name, note, JSON.stringify(settings), author],
    );
    if (!added) throw new Error('A version was added and is not there.');
    return added;
  }

  shadow(id: string, from: Date, tx: Transaction): Promise<Version> {
    return this.change(id, `state = 'shadow', shadow_from = $3`, [from], tx);
  }

  /** In shadow no longer, if it was. */
  activate(id: string, from: Date, tx: Transaction): Promise<Version> {
    const set = `state = 'active', retired_at = NULL,
      shadow_until = CASE WHEN state = 'shadow' THEN greatest($3, shadow_from) ELSE shadow_until END`;
    return this.change(id, set, [from], tx);
  }

  retire(id: string, from: Date, tx: Transaction): Promise<Version> {
    const set = `state = 'retired', retired_at = now(),
      shadow_until = CASE WHEN state = 'shadow' THEN greatest($3, shadow_from) ELSE shadow_until END`;
    return this.change(id, set, [from], tx);
  }

  /** Those that are or were more than drafts, newest first. */
  async inUse(tx: Transaction): Promise<Version[]> {
    await this.ensureBuiltIn(tx);
    return tx.query<Version>(
      `SELECT ${COLUMNS} FROM (
         SELECT *, row_number() OVER (PARTITION BY kind ORDER BY number DESC) AS place
         FROM detector_version WHERE tenant_id = $1 AND state <> 'draft') newest
       WHERE place <= 100 ORDER BY number DESC`,
      [tx.tenantId],
    );
  }

  async list(request: ListDetectorVersions, tx: Transaction): Promise<Page<DetectorVersionView>> {
    await this.ensureBuiltIn(tx);
    const { limit, offset } = pageWindow(request);
    const { kind = null, state = null } = request;
    const rows = await tx.query<Version & { total: number }>(
      `SELECT ${COLUMNS}, (count(*) OVER ())::int AS total FROM detector_version
       WHERE tenant_id = $1 AND ($2::text IS NULL OR kind = $2)
         AND ($3::text IS NULL OR state = $3)
       ORDER BY created_at DESC, id DESC LIMIT $4 OFFSET $5`,
      [tx.tenantId, kind, state, limit, offset],
    );
    return { items: rows.map((row) => versionView(row)), totalCount: rows[0]?.total ?? 0 };
  }

  private async change(
    id: string,
    set: string,
    values: readonly unknown[],
    tx: Transaction,
  ): Promise<Version> {
    const [changed] = await tx.query<Version>(
      `UPDATE detector_version SET ${set}, changed_at = clock_timestamp()
       WHERE tenant_id = $1 AND id = $2 RETURNING ${COLUMNS}`,
      [tx.tenantId, id, ...values],
    );
    if (!changed) throw new Error(`There is no version ${id} to change.`);
    return changed;
  }

  private async lockAll(tx: Transaction): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('versions ' || $1, 0))`, [
      tx.tenantId,
    ]);
  }

  private async ensureBuiltIn(tx: Transaction): Promise<void> {
    const kinds = Object.keys(BUILT_IN) as DetectorKind[];
    await tx.query(
      `INSERT INTO detector_version (tenant_id, id, kind, number, name, settings, state, author)
       SELECT $1, b.id, b.kind, 1, b.name, '{}', 'active', 'agent:detection'
       FROM unnest($2::uuid[], $3::text[], $4::text[]) AS b (id, kind, name)
       WHERE NOT EXISTS (SELECT 1 FROM detector_version v
                         WHERE v.tenant_id = $1 AND v.id = b.id)
       ON CONFLICT DO NOTHING`,
      [
        tx.tenantId,
        kinds.map((kind) => BUILT_IN[kind]),
        kinds,
        kinds.map((kind) => BUILT_IN_NAMES[kind]),
      ],
    );
  }
}
