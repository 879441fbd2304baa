import { Injectable } from '@nestjs/common';
import {
  ListMaintenanceRecords,
  ListWorkOrders,
  type MaintenanceRecordView,
  type WorkOrderView,
} from '@libs/contracts';
import { RequestClient, type Caller } from '@libs/messaging';
import type { Backtest } from '../domain/backtests/backtest.js';
import {
  knownFailures,
  type Failure,
  type JudgedAnomaly,
} from '../domain/backtests/known-failures.js';

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
    window: Pick<Backtest, 'from' | 'to'>,
    judged: readonly JudgedAnomaly[],
    caller: Caller,
  ): Promise<Failure[]> {
    const { records, orders } = await this.recorded({ equipmentId }, window, caller);
    return failuresIn(window, records, orders, judged);
  }

  /** Of every machine of which anything is known; of the plant's newest work orders and records. */
  async byMachine(
    window: Pick<Backtest, 'from' | 'to'>,
    judged: readonly (JudgedAnomaly & { readonly equipmentId: string })[],
    caller: Caller,
  ): Promise<Map<string, { failures: Failure[]; judged: JudgedAnomaly[] }>> {
    const { records, orders } = await this.recorded({}, window, caller);
    const machines = new Set([...records, ...orders, ...judged].map(machineOf));
    return new Map(
      [...machines].map((id) => {
        const own = judged.filter((each) => machineOf(each) === id);
        const failures = failuresIn(
          window,
          records.filter((each) => machineOf(each) === id),
          orders.filter((each) => machineOf(each) === id),
          own,
        );
        return [id, { failures, judged: own }];
      }),
    );
  }

  private async recorded(
    of: { readonly equipmentId?: string },
    { from, to }: Pick<Backtest, 'from' | 'to'>,
    caller: Caller,
  ): Promise<{ records: MaintenanceRecordView[]; orders: WorkOrderView[] }> {
    const until = new Date(to.getTime() + RECORDED_LATER_MS).toISOString();
    const window = { ...of, from: from.toISOString(), to: until };
    const records = await allOf<MaintenanceRecordView>((page) =>
      this.requests.ask(ListMaintenanceRecords, { ...window, ...page }, caller),
    );
    const orders = await allOf<WorkOrderView>(
      (page) => this.requests.ask(ListWorkOrders, { ...of, ...page }, caller),
      ({ createdAt }) => Date.parse(createdAt) < from.getTime(),
    );
    return { records, orders };
  }
}

const machineOf = ({ equipmentId }: { readonly equipmentId: string }): string => equipmentId;

const failuresIn = (
  { from, to }: Pick<Backtest, 'from' | 'to'>,
  records: readonly MaintenanceRecordView[],
  orders: readonly WorkOrderView[],
  judged: readonly JudgedAnomaly[],
): Failure[] =>
  knownFailures(records, orders, judged).filter(
    ({ atMs }) => atMs >= from.getTime() && atMs <= to.getTime(),
  );

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
