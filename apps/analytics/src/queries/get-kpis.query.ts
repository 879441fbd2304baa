import { GetKpis, pageWindow, type KpiAnswer } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import {
  Answers,
  Refusal,
  type Answer,
  type Call,
  type Caller,
  type RequestHandler,
} from '@libs/messaging';
import type { Window } from '../domain/calendar/calendar-periods.js';
import { difference } from '../domain/kpi/decimal.js';
import type { Definition } from '../domain/kpi/definition.js';
import { answer } from '../domain/kpi/definitions.js';
import { MOST_ANSWERS, readQuestion, windowBefore } from '../domain/kpi/question.js';
import { subjectsOf, type Subject } from '../domain/kpi/subjects.js';
import { tallyOf } from '../domain/kpi/tally-of.js';
import { together, type Tally } from '../domain/kpi/tally.js';
import { EquipmentRepository } from '../persistence/equipment.repository.js';
import { HistoryRepository } from '../persistence/history.repository.js';
import { ReadMeters } from '../metering/read-meters.js';
import { LocationRepository, type Branch } from '../persistence/location.repository.js';

const MOST_EQUIPMENT = 10_000;

@Answers(GetKpis)
export class GetKpisHandler implements RequestHandler<GetKpis> {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly locations: LocationRepository,
    private readonly histories: HistoryRepository,
    private readonly meters: ReadMeters,
  ) {}

  async execute({ request, caller, tx }: Call<GetKpis>): Promise<Answer<GetKpis>> {
    const now = Date.now();
    const question = readQuestion(request, now);
    if (question.kind === 'fault') {
      const { field, message } = question;
      throw Refusal.invalid([{ field, message }]);
    }
    const { timeZone, windows, asked } = question;

    const { locationId, ...which } = request;
    const branches = await this.branchesOf(request, tx);
    const locationIds =
      locationId === undefined
        ? undefined
        : [locationId, ...branches.flatMap((each) => each.locationIds)];
    const equipment = await this.equipment.list(
      { ...which, ...(locationIds && { locationIds }) },
      tx,
    );
    if (request.equipmentId !== undefined && equipment.length === 0) {
      throw Refusal.notFound('equipment', request.equipmentId);
    }
    const all = subjectsOf(equipment, request.groupBy ?? 'equipment', branches);
    const { limit, offset } = pageWindow(request);
    const subjects = all.slice(offset, offset + limit);
    if (subjects.reduce((sum, { ids }) => sum + ids.length, 0) > MOST_EQUIPMENT) {
      const message = `rolls up more than ${MOST_EQUIPMENT} machines: name a class or a location, or a smaller page`;
      throw Refusal.invalid([{ field: 'groupBy', message }]);
    }
    if (windows.length * subjects.length * asked.length > MOST_ANSWERS) {
      const message = `leaves more than ${MOST_ANSWERS} answers: name fewer, a shorter time or a smaller page`;
      throw Refusal.invalid([{ field: 'kpis', message }]);
    }

    const about = { subjects, asked, now, caller };
    const answers: KpiAnswer[] = [];
    for (const window of windows) {
      const told = await this.answersIn(window, about, tx);
      if (request.compare === undefined) {
        answers.push(...told);
        continue;
      }
      const before = windowBefore(window, { period: request.period, timeZone });
      const then = await this.answersIn(before, about, tx);
      answers.push(...told.map((each, index) => compared(each, then[index])));
    }
    const asOf = new Date(now).toISOString();
    return { reply: { asOf, timeZone, subjects: all.length, answers } };
  }

  /** The parts of the location that is asked about, or of the whole plant. */
  private async branchesOf(
    { locationId, groupBy }: GetKpis,
    tx: Transaction,
  ): Promise<readonly Branch[]> {
    if (locationId === undefined && groupBy !== 'location') return [];
    if (locationId !== undefined && !(await this.locations.isKnown(locationId, tx))) {
      throw Refusal.notFound('location', locationId);
    }
    return this.locations.branches(locationId ?? null, tx);
  }

  private async answersIn(window: Window, about: About, tx: Transaction): Promise<KpiAnswer[]> {
    const tallies = await this.talliesIn(window, about, tx);
    return about.subjects.flatMap((subject) => {
      const tally = together(subject.ids.flatMap((id) => tallies.get(id) ?? []));
      const views = { window: windowView(window), subject: subjectView(subject) };
      return about.asked.map((each) => ({ ...answer(each, tally), ...views }));
    });
  }

  private async talliesIn(
    window: Window,
    { subjects, asked, now, caller }: About,
    tx: Transaction,
  ): Promise<ReadonlyMap<string, Tally>> {
    const ids = subjects.flatMap((subject) => subject.ids);
    const known = { from: window.from, to: Math.max(window.from, Math.min(window.to, now)) };
    const kept = await this.histories.of(ids, known, tx);
    const histories = asked.some(({ needsMeters }) => needsMeters)
      ? await this.meters.addTo(kept, ids, known, caller)
      : kept;
    return new Map(histories.map((each, index) => [ids[index] ?? '', tallyOf(each, known, now)]));
  }
}

/** Of whom which figures are asked, when and by whom. */
interface About {
  readonly subjects: readonly Subject[];
  readonly asked: readonly Definition[];
  readonly now: number;
  readonly caller: Caller;
}

function compared(now: KpiAnswer, then: KpiAnswer | undefined): KpiAnswer {
  if (!then) return now;
  const { window, value, missing } = then;
  const change = value === null || now.value === null ? null : difference(value, now.value);
  return Object.assign(now, { previous: { window, value, missing, change } });
}

const windowView = ({ name, from, to }: Window) => ({
  name,
  from: new Date(from).toISOString(),
  to: new Date(to).toISOString(),
});

const subjectView = ({ by, key, name, ids }: Subject) => ({ by, key, name, equipment: ids.length });
