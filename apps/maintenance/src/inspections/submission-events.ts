import {
  draft,
  InspectionItemFailed,
  InspectionSubmitted,
  type EventDraft,
  type InspectionItem,
  type ItemResultView,
} from '@libs/contracts';
import { v5 as uuidv5 } from 'uuid';
import type { Findings } from '../domain/inspections/assess-answers.js';
import { inspectionEvent } from './inspection-event.js';
import type { Inspection } from '../persistence/inspections/inspection.entity.js';

/** Ours alone; it only keeps these names apart from other people's. */
const FINDINGS = '6e3f1c9a-8a55-4a0e-9b1d-0f5a3c7e2d41';

/** What was handed in, and each item that failed, as others hear of it. */
export function submissionEvents(
  inspection: Inspection,
  submissionId: string,
  items: readonly InspectionItem[],
  { results, score, performedAt }: Findings,
): EventDraft[] {
  const about = inspectionEvent(inspection);
  const { equipmentId, templateId, band, submittedBy } = inspection;
  const findingId = (item: string): string =>
    uuidv5(`${equipmentId}/${templateId}/${item}`, FINDINGS);
  const good = results.filter(({ failed, outcome }) => !failed && outcome !== 'not_applicable');
  const failed = results.filter((result) => result.failed);
  const submitted = draft(InspectionSubmitted, {
    ...about,
    submissionId,
    submittedBy: submittedBy ?? '',
    performedAt: performedAt.toISOString(),
    ...(score !== null && { score }),
    ...(band !== null && { band }),
    failedItems: failed.map(({ key }) => key),
    goodItems: good.map(({ key: item, measuredAt }) => {
      return { findingId: findingId(item), item, measuredAt };
    }),
  });
  const failures = failed.flatMap((result) => {
    const item = items.find(({ key }) => key === result.key);
    return item ? [draft(InspectionItemFailed, { ...about, ...failure(item, result) })] : [];
  });
  return [submitted, ...failures];

  function failure(item: InspectionItem, result: ItemResultView) {
    const { key, severity, value, comment, photoIds, measuredAt } = result;
    const { text, unit, low, high } = item;
    return {
      findingId: findingId(key),
      item: key,
      text,
      severity,
      ...(value !== null && { value }),
      ...(unit !== undefined && { unit }),
      ...(low !== undefined && { low }),
      ...(high !== undefined && { high }),
      ...(comment !== null && { comment }),
      photoIds,
      measuredAt,
    };
  }
}
