import { unitCodeOf, type LatestValueView, type SeriesView } from '@libs/contracts';
import { Refusal } from '@libs/messaging';
import { conversion, readUnit } from '@libs/units';

function refuse(message: string): Refusal {
  return Refusal.invalid([{ field: 'unit', message }]);
}

async function codeOf(asked: string): Promise<string> {
  const read = await readUnit(asked);
  if (read.kind === 'fault') throw refuse(read.message);
  return read.code;
}

/** A series in the unit that was asked for; refuses one that measures something else. */
export async function seriesIn(series: SeriesView, from: string, asked?: string) {
  if (asked === undefined) return Object.assign(series, { unit: from });
  const unit = await codeOf(asked);
  const convert = await conversion(from, unit);
  if (!convert) throw refuse(`${unit} does not measure what ${from} does`);
  const points = series.points.map(({ at, min, max, average, count }) => {
    // Some scales run the other way round, such as pH.
    const [low, high] = [convert(min), convert(max)];
    const ends = { min: Math.min(low, high), max: Math.max(low, high) };
    return { at, ...ends, average: convert(average), count };
  });
  return Object.assign(series, { unit, points });
}

/** Latest values, those that the unit asked for can tell in it; refuses one that tells none. */
export async function latestIn(values: LatestValueView[], asked?: string) {
  if (asked === undefined) return values;
  const unit = await codeOf(asked);
  const told = await Promise.all(
    values.map(async (each) => ({ each, convert: await conversion(each.unit, unit) })),
  );
  if (values.length > 0 && told.every(({ convert }) => !convert)) {
    const units = [...new Set(values.map((each) => unitCodeOf(each.unit)))].join(', ');
    throw refuse(`${unit} measures none of what these sensors do: ${units}`);
  }
  return told.map(({ each, convert }) =>
    convert ? Object.assign(each, { unit, value: convert(each.value) }) : each,
  );
}
