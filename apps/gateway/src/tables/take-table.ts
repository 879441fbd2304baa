import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import {
  AddImportPiece,
  BeginImport,
  CancelImport,
  CompleteImport,
  GetImport,
  PIECE_BYTES,
  type FieldsOf,
  type ImportView,
} from '@libs/contracts';
import { EdgesConfig } from '../edges/edges.config.js';
import { AgentsClient, type Asking } from '../http/agents-client.js';
import { pieces } from './pieces.js';

const MEBIBYTE = 1024 * 1024;

/** Passes a table on to the registry, piece by piece: each is taken before the next is read. */
@Injectable()
export class TakeTable {
  constructor(
    private readonly agents: AgentsClient,
    private readonly edges: EdgesConfig,
  ) {}

  async take(about: FieldsOf<BeginImport>, body: Readable, asking: Asking): Promise<ImportView> {
    const { id } = await this.agents.ask(BeginImport, about, asking);
    try {
      return await this.passOn(id, body, { caller: asking.caller });
    } catch (error) {
      // Under its key the same table may come again, and takes the place of what came of it.
      if (asking.idempotencyKey === undefined) await this.giveUp(id, asking);
      throw error;
    }
  }

  private async passOn(importId: string, body: Readable, asking: Asking): Promise<ImportView> {
    const all = createHash('sha256');
    let number = 0;
    const most = this.edges.importMegabytes * MEBIBYTE;
    for await (const piece of pieces(body, PIECE_BYTES, most)) {
      const content = piece.toString('base64');
      await this.agents.ask(AddImportPiece, { importId, number, content }, asking);
      all.update(createHash('sha256').update(piece).digest());
      number += 1;
    }
    const sha256 = all.digest('hex');
    return this.agents.ask(CompleteImport, { importId, pieces: number, sha256 }, asking);
  }

  private async giveUp(importId: string, { caller }: Asking): Promise<void> {
    try {
      const { state } = await this.agents.ask(GetImport, { importId }, { caller });
      if (state === 'receiving') await this.agents.ask(CancelImport, { importId }, { caller });
    } catch {
      // The registry ends an import of which nothing comes any more.
    }
  }
}
