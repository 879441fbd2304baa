import { ListImports } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ImportRepository } from '../../persistence/imports/import.repository.js';

@Answers(ListImports)
export class ListImportsHandler implements RequestHandler<ListImports> {
  constructor(private readonly imports: ImportRepository) {}

  async execute({ request, tx }: Call<ListImports>): Promise<Answer<ListImports>> {
    return { reply: await this.imports.list(request, tx) };
  }
}
