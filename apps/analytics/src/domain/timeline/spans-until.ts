import type { Span } from './timeline.js';

/** Of a machine that was removed nothing is said any more, whatever it was in. */
export function spansUntil(removedAt: number | null, spans: readonly Span[]): readonly Span[] {
  if (removedAt === null) return spans;
  return spans
    .filter(({ from }) => from < removedAt)
    .map((span) => ({ ...span, to: Math.min(span.to ?? removedAt, removedAt) }));
}
