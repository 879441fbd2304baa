import type { Definition, Parts } from './definition.js';
import { count, energy, hours } from './quantity.js';
import type { Tally } from './tally.js';

const FELL = 'A counter fell and no epoch says why: what it counted meanwhile is left out.';

function missingEnergy({ sums }: Tally): string | undefined {
  if (sums.metersUnreadable > 0n) return 'Meters could not be read now.';
  if (sums.withoutEnergy > 0n) return 'Some production has no energy recorded.';
  return sums.withEnergy + sums.metersRead === 0n ? 'No energy was recorded.' : undefined;
}

const used = (tally: Tally): Parts => {
  const { sums } = tally;
  const { enteredEnergy, countedEnergy, integratedEnergy } = sums;
  return {
    numerator: energy('energy', enteredEnergy + countedEnergy + integratedEnergy),
    counts: [
      count('entries with energy', sums.withEnergy),
      count('stretches by meter', sums.metersRead),
      count('stretches of which a meter says nothing', sums.metersSilent),
      count('ends interpolated between readings', sums.meterEndsInterpolated),
      count('ends at the nearest reading', sums.meterEndsNearest),
      count('falls without an epoch', sums.meterFalls),
      hours('without a value of power', sums.powerSilentMs),
    ],
    breakdown: [
      energy('entered with production', enteredEnergy),
      energy('by counters', countedEnergy),
      energy('by power', integratedEnergy),
    ],
    missing: missingEnergy(tally),
    notes: sums.meterFalls > 0n ? [FELL] : [],
  };
};

const energyUsed: Definition = {
  id: 'energy',
  version: 2,
  name: 'Energy consumption',
  formula:
    'energy entered with production + for all other time what counters of energy grew by, continued ' +
    'over their epochs or, where no counter tells, power x time, each value until the next, and ' +
    'not after its sensor was stale',
  former: [{ version: 1, formula: 'energy recorded with production' }],
  unit: 'kWh',
  standard: 'ISO 50006',
  places: 4,
  needsMeters: true,
  empty: '',
  parts: used,
};

const energyPerGood: Definition = {
  ...energyUsed,
  id: 'energy_per_good_unit',
  name: 'Energy per good unit',
  formula: 'energy consumption / good',
  former: [{ version: 1, formula: 'energy recorded with production / good' }],
  standard: 'ISO 22400-2, ISO 50006',
  places: 6,
  empty: 'Nothing good was produced.',
  parts: (tally) => ({ ...used(tally), denominator: count('good', tally.sums.good) }),
};

export const energyUse = [energyUsed, energyPerGood];
