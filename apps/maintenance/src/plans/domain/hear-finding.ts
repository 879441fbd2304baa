import type { PlanTrigger } from '@libs/contracts';
import type { Holding } from './plan-at-equipment.js';

/** What an inspection found. */
export interface InspectionNews {
  readonly kind: 'inspection';
  readonly inspectionId: string;
  readonly templateId: string;
  readonly score: number | null;
  readonly failedItems: readonly string[];
}

/**
 * An inspection asks once. While its work is open others ask for nothing of their own, and in the
 * gap after work none does.
 */
export function hearFinding(
  known: Holding | undefined,
  trigger: PlanTrigger,
  news: InspectionNews,
  { at, since }: { readonly at: number; readonly since: number },
): Holding | undefined {
  const { gapHours = 0 } = trigger;
  const isOpen = known !== undefined && !known.answered;
  if (isOpen || known?.by === news.inspectionId || !isMet(trigger, news)) return known;
  if (at < since + gapHours * 3_600_000) return known;
  return { since: at, answered: false, by: news.inspectionId };
}

function isMet({ score, item, templateId }: PlanTrigger, news: InspectionNews): boolean {
  if (templateId !== undefined && templateId !== news.templateId) return false;
  const isBad = score !== undefined && news.score !== null && news.score >= score;
  return isBad || (item !== undefined && news.failedItems.includes(item));
}

/** When an inspection asked for work; null while none does. */
export const inspectionDueAt = (holding: Holding | undefined): number | null =>
  holding && !holding.answered ? holding.since : null;
