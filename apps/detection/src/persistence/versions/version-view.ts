import type { DetectorVersionView, VersionSwitch } from '@libs/contracts';
import type { Version } from '../../domain/versions/version.js';

export const versionView = (
  row: Version,
  switches?: readonly VersionSwitch[],
): DetectorVersionView => ({
  id: row.id,
  kind: row.kind,
  number: row.number,
  name: row.name,
  note: row.note,
  settings: row.settings,
  state: row.state,
  author: row.author,
  createdAt: row.createdAt.toISOString(),
  shadowFrom: row.shadowFrom?.toISOString() ?? null,
  shadowUntil: row.shadowUntil?.toISOString() ?? null,
  retiredAt: row.retiredAt?.toISOString() ?? null,
  ...(switches && { switches: [...switches] }),
});
