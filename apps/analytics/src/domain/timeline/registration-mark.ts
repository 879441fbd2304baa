import type { Mark } from './facts.js';

/** Until somebody says otherwise, equipment is taken to run from its registration on. */
export function withRegistration(marks: readonly Mark[], registeredAt: number | null): Mark[] {
  if (registeredAt === null || marks.some(({ at }) => at <= registeredAt)) return [...marks];
  const assumed = { state: 'productive', source: 'assumed' } as const;
  const reason = 'Nobody has said otherwise';
  return [{ ...assumed, id: null, at: registeredAt, reason, saidAt: registeredAt }, ...marks];
}
