import { CompleteImport, draft, ImportReceived } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { OwnImport } from '../../imports/own-import.js';
import { ImportPieceRepository } from '../../persistence/imports/import-piece.repository.js';
import { importView } from '../../persistence/imports/import-view.js';
import { ImportRepository } from '../../persistence/imports/import.repository.js';

const refuse = (field: string, message: string): Refusal => Refusal.invalid([{ field, message }]);

@Answers(CompleteImport)
export class CompleteImportHandler implements RequestHandler<CompleteImport> {
  constructor(
    private readonly own: OwnImport,
    private readonly imports: ImportRepository,
    private readonly pieces: ImportPieceRepository,
  ) {}

  async execute({ request, tx }: Call<CompleteImport>): Promise<Answer<CompleteImport>> {
    const { importId, sha256 } = request;
    const row = await this.own.lock(importId, tx);
    if (row.state !== 'receiving') {
      if (row.digest?.toString('hex') === sha256) return { reply: importView(row) };
      throw refuse('Idempotency-Key', 'was used before for another table');
    }
    await this.pieces.removeFrom(importId, request.pieces, tx);
    const table = await this.pieces.summary(importId, tx);
    if (table.pieces !== request.pieces || table.digest.toString('hex') !== sha256) {
      throw refuse('sha256', 'is not that of the pieces that came');
    }
    if (table.bytes === 0) throw refuse('', 'The table is empty.');
    await this.imports.received(importId, table, tx);
    const reply = importView(await this.own.find(importId, tx));
    const { id: _id, headings: _headings, delimiter: _delimiter, ...fields } = reply;
    const about = { subject: `import/${importId}`, correlationId: fields.correlationId };
    return { reply, events: [draft(ImportReceived, { ...fields, importId }, about)] };
  }
}
