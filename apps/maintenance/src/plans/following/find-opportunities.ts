import { Injectable } from '@nestjs/common';
import { ListEquipment, type Page } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { RequestClient, type Caller } from '@libs/messaging';
import { OpportunityRepository, type Opportunity } from '../persistence/opportunity.repository.js';

const DAY_MS = 24 * 3_600_000;
const MOST_PARTS = 1000;

interface Planned {
  readonly equipmentId: string;
  readonly at: Date;
  readonly withinDays: number;
  /** The work that the stop is for. */
  readonly except: string | null;
}

/** Finds what else could be done while equipment stands still. */
@Injectable()
export class FindOpportunities {
  constructor(
    private readonly opportunities: OpportunityRepository,
    private readonly requests: RequestClient,
  ) {}

  async find(
    { equipmentId, at, withinDays, except }: Planned,
    page: { readonly limit: number; readonly offset: number },
    caller: Caller,
    tx: Transaction,
  ): Promise<Page<Opportunity>> {
    const all = await this.withParts(equipmentId, caller);
    const until = new Date(at.getTime() + withinDays * DAY_MS);
    return this.opportunities.list(all, { until, except, ...page }, tx);
  }

  /** The equipment and all that is part of it, down to the last screw. */
  private async withParts(equipmentId: string, caller: Caller): Promise<string[]> {
    const all = [equipmentId];
    for (const parentId of all) {
      const parts = { parentId, pageSize: 100 };
      const { items } = await this.requests.ask(ListEquipment, parts, caller);
      all.push(...items.map(({ id }) => id).filter((id) => !all.includes(id)));
      if (all.length > MOST_PARTS) break;
    }
    return all;
  }
}
