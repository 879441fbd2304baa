import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';
import { missingPartObstacles } from '../domain/parts/missing-parts.js';
import { PartUseRepository } from '../persistence/parts/part-use.repository.js';
import { RelationRepository } from '../persistence/together/relation.repository.js';
import type { WorkOrder } from '../persistence/work-order.entity.js';

/** Finds what has to be there before work begins: other work, and its parts. */
@Injectable()
export class FindWhatIsMissing {
  constructor(
    private readonly relations: RelationRepository,
    private readonly uses: PartUseRepository,
  ) {}

  async orders({ id }: WorkOrder, tx: Transaction): Promise<readonly string[]> {
    const numbers = await this.relations.listBlocking(id, tx);
    return numbers.map((number) => `${number} has to be done first.`);
  }

  async parts({ id }: WorkOrder, startAt: Date, tx: Transaction): Promise<readonly string[]> {
    return missingPartObstacles(await this.uses.listMissing(id, tx), startAt);
  }
}
