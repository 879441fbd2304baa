import { Injectable } from '@nestjs/common';
import {
  ListMaintenanceRecords,
  ListWorkOrders,
  type MaintenanceRecordView,
  type WorkOrderView,
} from '@libs/contracts';
import { RequestClient, type Caller } from '@libs/messaging';
import type { Backtest } from '../domain/backtests/backtest.js';
import { knownFailures, type Failure } from '../domain/backtests/known-failures.js';

const PAGE_SIZE = 100;
/** Of one machine in one window; what is older than these is left out. */
const MOST_PAGES = 20;
/** Work on a failure is recorded some time after it. */
const RECORDED_LATER_MS = 30 * 86_400_000;

/** What people recorded of a machine. */
@Injectable()
export class KnownHistory {
  constructor(private readonly requests: RequestClient) {}

  async failuresOf(
    equipmentId: string,
    { from, to }: Pick<Backtest, 'from' | 'to'>,
    caller: Caller,
  ): Promise<Failure[]> {
    const until = new Date(to.getTime() + RECORDED_LATER_MS).toISOString();
    const window = { equipmentId, from: from.toISOString(), to: until };
    const records = await allOf<MaintenanceRecordView>((page) =>
      this.requests.ask(ListMaintenanceRecords, { ...window, ...page }, caller),
    );
    const orders = await allOf<WorkOrderView>(
      (page) => this.requests.ask(ListWorkOrders, { equipmentId, ...page }, caller),
      ({ createdAt }) => Date.parse(createdAt) < from.getTime(),
    );
    return knownFailures(records, orders, []).filter(
      ({ atMs }) => atMs >= from.getTime() && atMs <= to.getTime(),
    );
  }
}

/** Page after page, until there are no more or they are no longer wanted. */
async function allOf<T>(
  ask: (page: { page: number; pageSize: number }) => Promise<{ readonly items: readonly T[] }>,
  isPast: (item: T) => boolean = () => false,
): Promise<T[]> {
  const found: T[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { items } = await ask({ page, pageSize: PAGE_SIZE });
    found.push(...items);
    const last = items.at(-1);
    if (items.length < PAGE_SIZE || last === undefined || isPast(last)) break;
  }
  return found;
}
