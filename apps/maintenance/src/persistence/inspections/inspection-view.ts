import type { InspectionView } from '@libs/contracts';
import { allowedActions } from '../../domain/inspections/inspection-life.js';
import type { Inspection } from './inspection.entity.js';

const told = (at: Date | null): string | null => at?.toISOString() ?? null;

/** An inspection in the words of its contract. */
export const inspectionView = (row: Inspection): InspectionView => ({
  id: row.id,
  equipmentId: row.equipmentId,
  templateId: row.templateId,
  templateVersion: row.templateVersion,
  name: row.name,
  roundId: row.roundId,
  occurrenceKey: row.occurrenceKey,
  team: row.team,
  status: row.status,
  dueAt: row.dueAt.toISOString(),
  closesAt: row.closesAt.toISOString(),
  score: row.score,
  band: row.band,
  failedItems: row.failedItems,
  startedAt: told(row.startedAt),
  startedBy: row.startedBy,
  submissionId: row.submissionId,
  performedAt: told(row.performedAt),
  submittedAt: told(row.submittedAt),
  submittedBy: row.submittedBy,
  reviewedAt: told(row.reviewedAt),
  reviewedBy: row.reviewedBy,
  reviewComment: row.reviewComment,
  closedAt: told(row.closedAt),
  cancelReason: row.cancelReason,
  allowedActions: allowedActions(row.status),
  version: row.version,
  correlationId: row.correlationId,
});
