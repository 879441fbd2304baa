import { Injectable } from '@nestjs/common';
import { SubmitWorkRequest, type WorkRequestView } from '@libs/contracts';
import { readAs } from '@libs/messaging';
import { UploadDocument } from '../documents/upload-document.js';
import { AgentsClient, type Asking } from '../http/agents-client.js';
import type { HttpRequest } from '../http/request.js';
import { TaggedWorkRequestBody } from './work-request.dto.js';

/** Reports a fault by the form that a phone sends, with a photo of it. */
@Injectable()
export class ReportFault {
  constructor(
    private readonly agents: AgentsClient,
    private readonly uploading: UploadDocument,
  ) {}

  async report(
    equipmentId: string,
    request: HttpRequest,
    asking: Asking,
  ): Promise<WorkRequestView> {
    const taken = await this.uploading.take(equipmentId, request, asking);
    const reported = await this.uploading.orForget(taken, () => {
      const told = readAs(TaggedWorkRequestBody, taken.fields, 'body', 'refuse');
      return this.agents.ask(SubmitWorkRequest, Object.assign(told, { equipmentId }), asking);
    });
    const { fileName: title, mediaType } = taken.file;
    const kind = mediaType.startsWith('image/') ? 'photo' : 'other';
    const about = { equipmentId, aboutKind: 'work_request', aboutId: reported.id } as const;
    await this.uploading.keep(taken, { ...about, kind, title }, asking);
    return reported;
  }
}
