import type { ExpectedStop, OneStopView, TeamStop } from '@libs/contracts';

interface Work {
  readonly team: string | null;
  readonly stop: Pick<ExpectedStop, 'low' | 'minutes' | 'high'>;
}

type Together = Pick<OneStopView, 'minutes' | 'low' | 'high' | 'separateMinutes' | 'reason'> & {
  readonly teams: readonly Pick<TeamStop, 'team' | 'works' | 'minutes'>[];
};

/** All work in one stop: each team one after the other, teams side by side; the longest counts. */
export function oneStop(works: readonly Work[]): Together {
  const teams = [...new Set(works.map(({ team }) => team))].map((team) => {
    const own = works.filter((work) => work.team === team);
    return { team, works: own.length, ...inTurn(own) };
  });
  const unknown = works.filter(({ stop }) => stop.minutes === null).length;
  return {
    minutes: longest(teams.map(({ minutes }) => minutes)),
    low: longest(teams.map(({ low }) => low)),
    high: longest(teams.map(({ high }) => high)),
    separateMinutes: inTurn(works).minutes,
    reason: unknown === 0 ? null : `How long ${unknown} of ${works.length} take is not known.`,
    teams: teams.map(({ team, works: count, minutes }) => ({ team, works: count, minutes })),
  };
}

const inTurn = (works: readonly Work[]): Work['stop'] => ({
  low: sum(works.map(({ stop }) => stop.low)),
  minutes: sum(works.map(({ stop }) => stop.minutes)),
  high: sum(works.map(({ stop }) => stop.high)),
});

type Known = readonly (number | null)[];

// Nobody knows of all what nobody knows of one.
const sum = (all: Known): number | null =>
  all.reduce((one, other) => (one === null || other === null ? null : one + other), 0);
const longest = (all: Known): number | null =>
  all.reduce((one, other) => (one === null || other === null ? null : Math.max(one, other)), 0);
