import { Injectable } from '@nestjs/common';
import type { CloudEvent } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { chainHappenings, stateKey, type States } from '../chain/chain-happenings.js';
import { describeEvent, type Happening } from '../domain/describe-event.js';
import { EntryRepository } from '../persistence/entry.repository.js';
import { HeadRepository } from '../persistence/head.repository.js';

/** Adds one entry per event to the chain of the transaction's tenant; one that is there stays. */
@Injectable()
export class RecordEvents {
  constructor(
    private readonly entries: EntryRepository,
    private readonly heads: HeadRepository,
  ) {}

  async record(events: readonly CloudEvent[], tx: Transaction): Promise<void> {
    const told = new Map(events.map(describeEvent).map((each) => [each.eventId, each]));
    const head = await this.heads.lock(tx);
    const known = await this.entries.known([...told.keys()], tx);
    const fresh = [...told.values()].filter((each) => !known.has(each.eventId));
    if (fresh.length === 0) return;
    const states = await this.statesOf(fresh, tx);
    const chained = chainHappenings(tx.tenantId, fresh, head, states);
    await this.entries.add(chained, tx);
    await this.heads.move(chained.at(-1) ?? head, tx);
  }

  private async statesOf(happenings: readonly Happening[], tx: Transaction): Promise<States> {
    const things = new Map(
      happenings.flatMap((each) => {
        const { entityKind: kind, entityId: id } = each;
        return id === null ? [] : [[stateKey(each), { kind, id }] as const];
      }),
    );
    const known = await this.entries.lastStates([...things.values()], tx);
    return new Map(
      known.map(({ kind, id, after }) => [stateKey({ entityKind: kind, entityId: id }), after]),
    );
  }
}
