import { Injectable } from '@nestjs/common';
import type { NeedPart, PartUseView, PartView } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Refusal, type Caller } from '@libs/messaging';
import { PartUseRepository, type PartQuantity } from '../persistence/parts/part-use.repository.js';
import { PartRepository } from '../persistence/parts/part.repository.js';
import { OpenWork } from './open-work.js';
import { refuseNothing } from './refuse-nothing.js';

type Move = 'reserve' | 'unreserve' | 'issue' | 'giveBack';

/** What a signature under the work is for as well. */
const SIGNED_FOR: readonly Move[] = ['issue', 'giveBack'];

/** Moves parts between the shelf and work, or says why they cannot be moved. */
@Injectable()
export class MoveParts {
  constructor(
    private readonly open: OpenWork,
    private readonly parts: PartRepository,
    private readonly uses: PartUseRepository,
  ) {}

  async move(how: Move, asked: PartQuantity, { name: by }: Caller, tx: Transaction) {
    const { workOrderId, partId, quantity } = asked;
    refuseNothing(quantity);
    const { equipmentId, signedAt } = await this.open.lock(workOrderId, tx);
    if (signedAt !== null && SIGNED_FOR.includes(how)) {
      throw Refusal.conflict('The work order is signed; what was signed stays as it is.');
    }
    const part = await this.parts.find(partId, tx);
    if (!part) throw Refusal.notFound('part', partId);
    if (!(await this.uses[how](asked, tx))) throw await this.refusal(how, asked, part, tx);
    const reply: PartUseView = await this.uses.get(asked, tx);
    const { number } = part;
    return { reply, told: { workOrderId, equipmentId, partId, number, quantity, by } };
  }

  /** How many the work needs; none, once it turns out to need none. */
  async need(asked: NeedPart, { name: by }: Caller, tx: Transaction) {
    const { workOrderId, partId, quantity, expectedAt } = asked;
    const { equipmentId } = await this.open.lock(workOrderId, tx);
    const part = await this.parts.find(partId, tx);
    if (!part) throw Refusal.notFound('part', partId);
    await this.uses.need(asked, expectedAt === undefined ? null : new Date(expectedAt), tx);
    const reply = await this.uses.get(asked, tx);
    const { number } = part;
    return { reply, told: { workOrderId, equipmentId, partId, number, quantity, by } };
  }

  private async refusal(
    how: Move,
    { partId }: PartQuantity,
    { number, unit, leadTimeDays }: PartView,
    tx: Transaction,
  ): Promise<Refusal> {
    if (how === 'unreserve') return Refusal.conflict('Not that many are promised to the work.');
    if (how === 'giveBack') return Refusal.conflict('Not that many were taken for the work.');
    const now = await this.parts.find(partId, tx);
    const there = `${now?.stock ?? '0'} ${unit} of ${number} are there, ${now?.reserved ?? '0'} of them promised`;
    return Refusal.conflict(`${there}; more take ${leadTimeDays} days.`);
  }
}
