import { Injectable } from '@nestjs/common';
import type { DetectorKind, VersionSettings } from '@libs/contracts';
import { UnitOfWork } from '@libs/database';

/** A version that tells people from an instant on. */
export interface SwitchRow {
  readonly tenantId: string;
  readonly id: string;
  readonly kind: DetectorKind;
  readonly from: Date;
  readonly versionId: string;
  readonly settings: VersionSettings;
}

/** A version that is or was in shadow. */
export interface ShadowRow {
  readonly tenantId: string;
  readonly id: string;
  readonly kind: DetectorKind;
  readonly settings: VersionSettings;
  readonly from: Date;
  readonly until: Date | null;
}

/** What was decided of versions, of every tenant. */
@Injectable()
export class DecidedRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  changedSince(since: Date): Promise<{ switches: SwitchRow[]; shadows: ShadowRow[] }> {
    return this.unitOfWork.system(async (tx) => ({
      switches: await tx.query<SwitchRow>(
        `SELECT s.tenant_id AS "tenantId", s.id, s.kind, s.from_at AS "from",
           s.version_id AS "versionId", v.settings
         FROM detector_switch s JOIN detector_version v
           ON v.tenant_id = s.tenant_id AND v.id = s.version_id
         WHERE s.decided_at >= $1`,
        [since],
      ),
      shadows: await tx.query<ShadowRow>(
        `SELECT tenant_id AS "tenantId", id, kind, settings, shadow_from AS "from",
           shadow_until AS until
         FROM detector_version WHERE shadow_from IS NOT NULL AND changed_at >= $1`,
        [since],
      ),
    }));
  }
}
