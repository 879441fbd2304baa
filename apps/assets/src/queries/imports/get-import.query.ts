import { GetImport } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { OwnImport } from '../../imports/own-import.js';
import { importView } from '../../persistence/imports/import-view.js';

@Answers(GetImport)
export class GetImportHandler implements RequestHandler<GetImport> {
  constructor(private readonly own: OwnImport) {}

  async execute({ request, tx }: Call<GetImport>): Promise<Answer<GetImport>> {
    return { reply: importView(await this.own.find(request.importId, tx)) };
  }
}
