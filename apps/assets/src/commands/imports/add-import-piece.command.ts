import { AddImportPiece } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { OwnImport } from '../../imports/own-import.js';
import { ImportPieceRepository } from '../../persistence/imports/import-piece.repository.js';
import { importView } from '../../persistence/imports/import-view.js';
import { ImportRepository } from '../../persistence/imports/import.repository.js';

@Answers(AddImportPiece)
export class AddImportPieceHandler implements RequestHandler<AddImportPiece> {
  constructor(
    private readonly own: OwnImport,
    private readonly imports: ImportRepository,
    private readonly pieces: ImportPieceRepository,
  ) {}

  async execute({ request, tx }: Call<AddImportPiece>): Promise<Answer<AddImportPiece>> {
    const { importId, number, content } = request;
    const row = await this.own.lock(importId, tx);
    // Sent again under its key, a table that has come whole is compared at its end.
    if (row.state === 'receiving') {
      await this.pieces.put(importId, number, Buffer.from(content, 'base64'), tx);
      await this.imports.heard(importId, tx);
    }
    return { reply: importView(row) };
  }
}
