import { AddStoredDocument, DocumentAdded, draft, type DocumentView } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { DocumentRepository } from '../../persistence/equipment/document.repository.js';
import { UploadRepository } from '../../persistence/equipment/upload.repository.js';

const isPicture = (mediaType: string): boolean => mediaType.startsWith('image/');

@Answers(AddStoredDocument)
export class AddStoredDocumentHandler implements RequestHandler<AddStoredDocument> {
  constructor(
    private readonly documents: DocumentRepository,
    private readonly uploads: UploadRepository,
  ) {}

  async execute(call: Call<AddStoredDocument>): Promise<Answer<AddStoredDocument>> {
    const { request, caller, tx } = call;
    const there = await this.documents.findSame(request, tx);
    if (there) return { reply: there };
    const upload = await this.uploads.claim(request.equipmentId, request.sha256, tx);
    if (!upload) throw Refusal.notFound('upload of the content', request.sha256);
    if (request.kind === 'photo' && !isPicture(upload.mediaType)) {
      const message = `must not be photo for ${upload.mediaType}`;
      throw Refusal.invalid([{ field: 'kind', message }]);
    }
    const added = { addedAt: new Date().toISOString(), addedBy: caller.actor };
    const document: DocumentView = Object.assign({}, request, upload, added);
    if (!(await this.documents.add(document, tx))) return this.another(call, upload.id);
    const { id, ...state } = document;
    return { reply: document, events: [draft(DocumentAdded, { ...state, documentId: id })] };
  }

  /** Somebody was faster with the same content: theirs is the document. */
  private async another(
    { request, tx }: Call<AddStoredDocument>,
    uploadId: string,
  ): Promise<Answer<AddStoredDocument>> {
    const there = await this.documents.findSame(request, tx);
    if (!there) throw Refusal.conflict('The same content was added and removed meanwhile.');
    await this.uploads.sweepIn(0, uploadId, tx);
    return { reply: there };
  }
}
