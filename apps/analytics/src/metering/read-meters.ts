import { Injectable } from '@nestjs/common';
import { GetEnergy, type EnergyStretch, type MeteredEnergy } from '@libs/contracts';
import { Refusal, RequestClient, type Caller } from '@libs/messaging';
import { withoutEntry } from '../domain/kpi/count-energy.js';
import type { History, Stretch } from '../domain/kpi/history.js';

/** As many as one request may name. */
const STRETCHES = 500;
const TIMEOUT_MS = 5_000;

/** Has acquisition say what meters counted; readings themselves stay there. */
@Injectable()
export class ReadMeters {
  constructor(private readonly requests: RequestClient) {}

  /** The histories with what meters say of the time for which nobody entered energy. */
  async addTo(
    histories: readonly History[],
    ids: readonly string[],
    window: Stretch,
    caller: Caller,
  ): Promise<History[]> {
    const stretches = histories.flatMap(({ production }, index) =>
      withoutEntry(window, production).map(({ from, to }) => ({
        equipmentId: ids[index] ?? '',
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
      })),
    );
    const told = await this.ask(stretches, caller);
    return histories.map((history, index) => ({
      ...history,
      metered: told && (told.get(ids[index] ?? '') ?? []),
    }));
  }

  private async ask(
    stretches: readonly EnergyStretch[],
    caller: Caller,
  ): Promise<ReadonlyMap<string, MeteredEnergy[]> | null> {
    const byEquipment = new Map<string, MeteredEnergy[]>();
    try {
      for (let first = 0; first < stretches.length; first += STRETCHES) {
        const some = stretches.slice(first, first + STRETCHES);
        const options = { timeoutMs: TIMEOUT_MS };
        const told = await this.requests.ask(GetEnergy, { stretches: some }, caller, options);
        for (const { stretch, meters } of told) {
          const known = byEquipment.get(stretch.equipmentId) ?? [];
          byEquipment.set(stretch.equipmentId, [...known, ...meters]);
        }
      }
    } catch (error) {
      // Without acquisition every other figure still has its answer.
      if (error instanceof Refusal && error.problem.status === 503) return null;
      throw error;
    }
    return byEquipment;
  }
}
