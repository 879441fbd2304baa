import type { LoadClass } from '@libs/contracts';

const DAY_MS = 86_400_000;
/** EEMUA 191: one in ten, five and two minutes. */
const MOST_A_DAY: readonly (readonly [number, LoadClass])[] = [
  [144, 'acceptable'],
  [288, 'manageable'],
  [720, 'over_demanding'],
];

/** How many alarms an operator has to look at in a day, and how well that can be borne. */
export function alarmLoad(
  alarms: number,
  operators: number,
  windowMs: number,
): { alarmsPerOperatorAndDay: number; load: LoadClass } {
  const rate = alarms / operators / (windowMs / DAY_MS);
  const found = MOST_A_DAY.find(([most]) => rate <= most);
  return { alarmsPerOperatorAndDay: rate, load: found?.[1] ?? 'unacceptable' };
}
