import { BeginImport } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { currentTrace } from '@libs/runtime';
import { v7 as uuidv7 } from 'uuid';
import { assertMay } from '../../imports/may.js';
import { importView } from '../../persistence/imports/import-view.js';
import { ImportRepository } from '../../persistence/imports/import.repository.js';

@Answers(BeginImport)
export class BeginImportHandler implements RequestHandler<BeginImport> {
  constructor(private readonly imports: ImportRepository) {}

  async execute({ request, caller, tx }: Call<BeginImport>): Promise<Answer<BeginImport>> {
    const { kind, format, dryRun = false } = request;
    assertMay(caller, `${kind}.manage`);
    const id = uuidv7();
    const about = { id, kind, format, dryRun, startedBy: caller.actor, createdAt: new Date() };
    const correlationId = currentTrace()?.correlationId ?? id;
    return { reply: importView(await this.imports.add({ ...about, correlationId }, tx)) };
  }
}
