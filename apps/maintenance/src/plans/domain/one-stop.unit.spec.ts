import { expectedStop, type PastWork } from './expected-stop.js';
import { oneStop } from './one-stop.js';

const past = (basis: PastWork['basis'], count: number, minutes = 60): PastWork => ({
  ...{ basis, count, minutes },
  ...{ low: minutes / 2, high: minutes * 2 },
});

describe('how long a stop is expected to take', () => {
  it('SCH-04: goes by the completed work that is most like it, when there is enough of it', () => {
    const all = [past('class', 40, 90), past('equipment', 3, 70.5), past('plan', 2, 50)];
    expect(expectedStop(all, 30)).toEqual({
      ...{ minutes: 71, low: 35, high: 141 },
      ...{ basis: 'equipment', count: 3, reason: null },
    });
    expect(expectedStop([...all, past('plan', 3)], null)).toMatchObject({ basis: 'plan' });
    expect(expectedStop(all.slice(0, 1), null)).toMatchObject({ basis: 'class', count: 40 });
  });

  it('SCH-04: goes by what was planned while there is little of it, else says that nobody knows', () => {
    const little = [past('class', 2), past('equipment', 1)];
    expect(expectedStop(little, 30)).toEqual({
      ...{ minutes: 30, low: null, high: null },
      ...{ basis: 'planned', count: 0, reason: null },
    });
    expect(expectedStop(little, null)).toMatchObject({
      minutes: null,
      basis: null,
      reason: 'Fewer than 3 such works are completed, and no plan names its minutes.',
    });
  });

  it('SCH-04: takes as long in one stop as the team that takes longest, never longer than all apart', () => {
    const work = (team: string | null, minutes: number | null, high = minutes) => ({
      team,
      stop: { low: minutes, minutes, high },
    });
    const works = [work('Fitters', 40, 90), work('Fitters', 20), work('Electricians', 50)];
    expect(oneStop(works)).toEqual({
      ...{ minutes: 60, low: 60, high: 110, separateMinutes: 110, reason: null },
      teams: [
        { team: 'Fitters', works: 2, minutes: 60 },
        { team: 'Electricians', works: 1, minutes: 50 },
      ],
    });
    expect(oneStop([...works, work(null, null)])).toMatchObject({
      ...{ minutes: null, separateMinutes: null },
      reason: 'How long 1 of 4 take is not known.',
      teams: [{ minutes: 60 }, { minutes: 50 }, { team: null, minutes: null }],
    });
    expect(oneStop([])).toMatchObject({ minutes: 0, separateMinutes: 0, teams: [] });
  });
});
