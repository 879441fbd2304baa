import { CancelImport } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { isActive } from '../../domain/import.js';
import { EndImport } from '../../imports/end-import.js';
import { assertMay } from '../../imports/may.js';
import { OwnImport } from '../../imports/own-import.js';
import { importView } from '../../persistence/imports/import-view.js';

@Answers(CancelImport)
export class CancelImportHandler implements RequestHandler<CancelImport> {
  constructor(
    private readonly own: OwnImport,
    private readonly ending: EndImport,
  ) {}

  async execute({ request, caller, tx }: Call<CancelImport>): Promise<Answer<CancelImport>> {
    const row = await this.own.lock(request.importId, tx);
    assertMay(caller, `${row.kind}.manage`);
    if (row.state === 'cancelled') return { reply: importView(row) };
    if (!isActive(row)) throw Refusal.conflict(`The import is ${row.state} already.`, []);
    return this.ending.end(row.id, 'cancelled', null, tx);
  }
}
