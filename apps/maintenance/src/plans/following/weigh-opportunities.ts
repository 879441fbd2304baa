import { Injectable } from '@nestjs/common';
import type { OneStopView, OpportunityView, ScheduledWork } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { CrewRepository } from '../../persistence/crew.repository.js';
import { PartRepository } from '../../persistence/parts/part.repository.js';
import { expectedStop } from '../domain/expected-stop.js';
import { oneStop } from '../domain/one-stop.js';
import { partsReady } from '../domain/parts-ready.js';
import type { Opportunity } from '../persistence/opportunity.repository.js';
import { PastWorkRepository } from '../persistence/past-work.repository.js';

const MINUTE_MS = 60_000;

interface CrewStop {
  readonly team: string | null;
  readonly minutes: number | null;
}

/** Says of proposed work how long it takes, and whether its parts and its crew are there. */
@Injectable()
export class WeighOpportunities {
  constructor(
    private readonly past: PastWorkRepository,
    private readonly parts: PartRepository,
    private readonly crews: CrewRepository,
  ) {}

  /** Each work by itself. */
  async each(found: readonly Opportunity[], at: Date, tx: Transaction): Promise<OpportunityView[]> {
    const stops = await this.stops(found, tx);
    const teams = stops.map(({ minutes }, index) => {
      return { team: found[index]?.work.team ?? null, minutes };
    });
    const crews = await this.crewsFor(teams, at, tx);
    const needs = found.map(({ parts }) => parts);
    const atHand = await this.parts.listAtHand(needs, tx);
    return found.map(({ work, sharedPoints, taskCount }, index) => ({
      ...work,
      ...{ sharedPoints, taskCount },
      ...partsReady(atHand[index] ?? [], Date.now()),
      ...(stops[index] && { stop: stops[index] }),
      ...crews[index],
    }));
  }

  /** All of it at once. */
  async together(
    found: readonly Opportunity[],
    at: Date,
    tx: Transaction,
  ): Promise<Omit<OneStopView, 'equipmentId' | 'at'>> {
    const stops = await this.stops(found, tx);
    const works = stops.map((stop, index) => ({ stop, team: found[index]?.work.team ?? null }));
    const { teams, ...stop } = oneStop(works);
    const crews = await this.crewsFor(teams, at, tx);
    const needs = [found.flatMap(({ parts }) => parts)];
    const [atHand = []] = await this.parts.listAtHand(needs, tx);
    return {
      works: works.length,
      ...stop,
      ...partsReady(atHand, Date.now()),
      teams: teams.map((team, index) => ({ ...team, ...(crews[index] ?? free(team, [])) })),
    };
  }

  private async stops(found: readonly Opportunity[], tx: Transaction) {
    const works = found.map(({ work: { planId, equipmentId }, maintenanceType }) => {
      return { planId, equipmentId, maintenanceType };
    });
    const past = await this.past.listAlike(works, tx);
    return found.map(({ plannedMinutes }, index) => {
      return expectedStop(past[index] ?? [], plannedMinutes);
    });
  }

  private async crewsFor(stops: readonly CrewStop[], at: Date, tx: Transaction) {
    const windows = stops.map(({ team, minutes }) => {
      return { crew: team, from: at, to: new Date(at.getTime() + (minutes ?? 0) * MINUTE_MS) };
    });
    const scheduled = await this.crews.listScheduled(windows, tx);
    return stops.map((stop, index) => free(stop, scheduled[index] ?? []));
  }
}

/** A crew with other work is not free; without a team or an end nobody can say that it is. */
function free({ team, minutes }: CrewStop, crewWork: ScheduledWork[]) {
  if (crewWork.length > 0) return { crewFree: false, crewWork };
  return { crewFree: team === null || minutes === null ? null : true, crewWork };
}
