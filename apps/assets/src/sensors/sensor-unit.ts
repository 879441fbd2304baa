import { Refusal } from '@libs/messaging';
import { readUnit } from '@libs/units';

/** The code that a unit is kept under; refuses what is no unit. */
export async function keptUnit(given: string): Promise<string> {
  const read = await readUnit(given);
  if (read.kind === 'fault') throw Refusal.invalid([{ field: 'unit', message: read.message }]);
  return read.code;
}
