import { Injectable } from '@nestjs/common';
import {
  pageWindow,
  type AnomalyKind,
  type ListShadowEpisodes,
  type Page,
  type ShadowEpisodeView,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { Episode } from '../../domain/versions/shadow-episode.js';

interface Row extends Omit<ShadowEpisodeView, 'beganAt' | 'endedAt'> {
  beganAt: Date;
  endedAt: Date | null;
  total: number;
}

interface EpisodeRow extends Omit<Episode, 'beganMs' | 'endedMs'> {
  beganAt: Date;
  endedAt: Date | null;
}

/** A window of event time. */
export interface Window {
  readonly from: Date;
  readonly to: Date;
}

/** Of more than these nobody makes up his mind one by one. */
const MOST_COMPARED = 10_000;

const episodeOf = ({ beganAt, endedAt, ...row }: EpisodeRow): Episode => ({
  ...row,
  beganMs: beganAt.getTime(),
  endedMs: endedAt?.getTime() ?? null,
});

/** What versions in shadow would have told. Found again after a crash it is the same, and nothing is added. */
@Injectable()
export class EpisodeRepository {
  /** One that is open becomes more severe. */
  async begin(
    versionId: string,
    sourceId: string,
    { beganAt, ...episode }: Omit<ShadowEpisodeView, 'endedAt'>,
    tx: Transaction,
  ): Promise<void> {
    const about = [tx.tenantId, versionId, sourceId, beganAt];
    const { severity, score } = episode;
    const raised = await tx.query(
      `UPDATE shadow_episode SET severity = $5, score = $6
       WHERE tenant_id = $1 AND version_id = $2 AND source_id = $3 AND began_at < $4
         AND (ended_at IS NULL OR ended_at > $4) RETURNING 1`,
      [...about, severity, score],
    );
    if (raised.length > 0) return;
    await tx.query(
      `INSERT INTO shadow_episode (tenant_id, version_id, source_id, began_at, severity, score,
         equipment_id, sensor_id, sensor_key, kind, explanation, explanation_ar)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING`,
      [
        ...[...about, severity, score, episode.equipmentId, episode.sensorId, episode.sensorKey],
        ...[episode.kind, episode.explanation, episode.explanation_ar],
      ],
    );
  }

  async end(versionId: string, sourceId: string, endedAt: string, tx: Transaction): Promise<void> {
    await tx.query(
      `UPDATE shadow_episode SET ended_at = $4
       WHERE tenant_id = $1 AND version_id = $2 AND source_id = $3 AND ended_at IS NULL
         AND began_at <= $4`,
      [tx.tenantId, versionId, sourceId, endedAt],
    );
  }

  /** Ends what is open of a sensor or a machine that sends no further readings, in every version. */
  async endAllOf(sourceId: string, at: Date, tx: Transaction): Promise<void> {
    await tx.query(
      `UPDATE shadow_episode SET ended_at = greatest(began_at, $3)
       WHERE tenant_id = $1 AND source_id = $2 AND ended_at IS NULL`,
      [tx.tenantId, sourceId, at],
    );
  }

  async list(request: ListShadowEpisodes, tx: Transaction): Promise<Page<ShadowEpisodeView>> {
    const { limit, offset } = pageWindow(request);
    const rows = await tx.query<Row>(
      `SELECT equipment_id AS "equipmentId", sensor_id AS "sensorId", sensor_key AS "sensorKey",
         kind, began_at AS "beganAt", ended_at AS "endedAt", severity, score, explanation,
         explanation_ar, (count(*) OVER ())::int AS total
       FROM shadow_episode WHERE tenant_id = $1 AND version_id = $2
         AND ($3::uuid IS NULL OR equipment_id = $3)
       ORDER BY began_at DESC, source_id LIMIT $4 OFFSET $5`,
      [tx.tenantId, request.versionId, request.equipmentId ?? null, limit, offset],
    );
    const items = rows.map(({ total: _, beganAt, endedAt, ...row }) => ({
      ...row,
      beganAt: beganAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
    }));
    return { items, totalCount: rows[0]?.total ?? 0 };
  }

  /** What a version in shadow would have told, newest first. */
  async wouldTell(versionId: string, { from, to }: Window, tx: Transaction): Promise<Episode[]> {
    const rows = await tx.query<EpisodeRow>(
      `SELECT equipment_id AS "equipmentId", source_id AS "sourceId", kind, began_at AS "beganAt",
         ended_at AS "endedAt"
       FROM shadow_episode
       WHERE tenant_id = $1 AND version_id = $2 AND began_at >= $3 AND began_at < $4
       ORDER BY began_at DESC, source_id LIMIT ${MOST_COMPARED}`,
      [tx.tenantId, versionId, from, to],
    );
    return rows.map(episodeOf);
  }

  /** What people were told, newest first: an alert and the alarm that it became are one. */
  async told(kind: AnomalyKind, { from, to }: Window, tx: Transaction): Promise<Episode[]> {
    const rows = await tx.query<EpisodeRow>(
      `SELECT equipment_id AS "equipmentId", source.id AS "sourceId", kind,
         min(measured_at) AS "beganAt", expired_at AS "endedAt"
       FROM anomaly, LATERAL (SELECT
         CASE kind WHEN 'sensor' THEN sensor_id ELSE equipment_id END AS id) source
       WHERE tenant_id = $1 AND kind = $2 AND episode IS NULL AND measured_at >= $3
         AND measured_at < $4
       GROUP BY equipment_id, source.id, kind, expired_at
       ORDER BY 4 DESC, source.id LIMIT ${MOST_COMPARED}`,
      [tx.tenantId, kind, from, to],
    );
    return rows.map(episodeOf);
  }
}
