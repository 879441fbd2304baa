import { Injectable } from '@nestjs/common';
import { draft, ImportEnded, type EventDraft, type ImportView } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { End } from '../domain/import.js';
import { importView } from '../persistence/imports/import-view.js';
import { ImportRepository } from '../persistence/imports/import.repository.js';

/** Brings imports to their end, and tells it. */
@Injectable()
export class EndImport {
  constructor(private readonly imports: ImportRepository) {}

  async end(
    id: string,
    state: End,
    reason: string | null,
    tx: Transaction,
  ): Promise<{ reply: ImportView; events: EventDraft[] }> {
    const reply = importView(await this.imports.end(id, state, reason, tx));
    const { id: importId, headings: _headings, delimiter: _delimiter, ...fields } = reply;
    const about = { subject: `import/${importId}`, correlationId: fields.correlationId };
    return { reply, events: [draft(ImportEnded, { ...fields, importId }, about)] };
  }
}
