import { Injectable } from '@nestjs/common';
import { GetDocument } from '@libs/contracts';
import { Refusal } from '@libs/messaging';
import { AgentsClient, type Asking } from '../http/agents-client.js';

/** A document that somebody names as evidence, and the field that names it. */
interface NamedDocument {
  readonly field: string;
  readonly documentId: string;
}

/** Sees to it that what is named as evidence is there. */
@Injectable()
export class KnownDocuments {
  constructor(private readonly agents: AgentsClient) {}

  async refuseUnknown(
    equipmentId: string,
    named: readonly NamedDocument[],
    { caller }: Asking,
  ): Promise<void> {
    const known = await Promise.all(
      named.map(({ documentId }) => this.isKnown(equipmentId, documentId, { caller })),
    );
    const faults = named
      .filter((_, index) => known[index] === false)
      .map(({ field, documentId }) => {
        return { field, message: `the equipment has no document ${documentId}` };
      });
    if (faults.length > 0) throw Refusal.invalid(faults);
  }

  private async isKnown(equipmentId: string, documentId: string, asking: Asking): Promise<boolean> {
    try {
      await this.agents.ask(GetDocument, { equipmentId, documentId }, asking);
      return true;
    } catch (error) {
      if (error instanceof Refusal && error.problem.status === 404) return false;
      throw error;
    }
  }
}
