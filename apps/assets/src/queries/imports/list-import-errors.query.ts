import { ListImportErrors } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { OwnImport } from '../../imports/own-import.js';
import { ImportErrorRepository } from '../../persistence/imports/import-error.repository.js';

@Answers(ListImportErrors)
export class ListImportErrorsHandler implements RequestHandler<ListImportErrors> {
  constructor(
    private readonly own: OwnImport,
    private readonly errors: ImportErrorRepository,
  ) {}

  async execute({ request, tx }: Call<ListImportErrors>): Promise<Answer<ListImportErrors>> {
    await this.own.find(request.importId, tx);
    return { reply: await this.errors.list(request, tx) };
  }
}
