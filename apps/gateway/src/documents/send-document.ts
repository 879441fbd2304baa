import { Injectable, StreamableFile } from '@nestjs/common';
import type { DocumentView } from '@libs/contracts';
import { Refusal } from '@libs/messaging';
import { ObjectStore } from '@libs/storage';
import { HttpProblem } from '../http/problem.js';
import { isNotModified } from '../http/not-modified.js';
import { headerOf, principalOf, type HttpReply, type HttpRequest } from '../http/request.js';
import { rangeOf } from './byte-range.js';
import { asAttachment } from './file-name.js';

/** Sends the content of a document that is stored here. */
@Injectable()
export class SendDocument {
  constructor(private readonly store: ObjectStore) {}

  /** The document must be one that its reader was found to be allowed to see. */
  async send(
    { id, sha256, sizeBytes = 0, mediaType, fileName = 'file' }: DocumentView,
    request: HttpRequest,
    reply: HttpReply,
  ): Promise<StreamableFile | undefined> {
    if (sha256 === undefined) throw Refusal.notFound('content stored here of document', id);
    const etag = `"${sha256}"`;
    void reply.headers({ ETag: etag, 'Cache-Control': 'private, no-cache' });
    if (isNotModified(request, etag)) {
      void reply.status(304);
      return undefined;
    }
    // Part of another version would not fit what its reader has of it.
    const seen = headerOf(request, 'if-range') ?? etag;
    const asked = seen === etag ? headerOf(request, 'range') : undefined;
    const range = rangeOf(asked, sizeBytes);
    if (range === 'unsatisfiable') throw unsatisfiable(sizeBytes);
    const part = range === 'whole' ? undefined : range;
    const { tenantId } = principalOf(request).caller;
    const content = await this.store.open({ tenantId, id }, part);
    if (!content) throw new Error(`The store has lost the content of document ${id}.`);
    void reply.status(part ? 206 : 200).headers({
      'Accept-Ranges': 'bytes',
      'Content-Type': mediaType ?? 'application/octet-stream',
      'Content-Length': part ? part.end - part.start + 1 : sizeBytes,
      'Content-Disposition': asAttachment(fileName),
      ...(part && { 'Content-Range': `bytes ${part.start}-${part.end}/${sizeBytes}` }),
    });
    return new StreamableFile(content);
  }
}

function unsatisfiable(size: number): HttpProblem {
  return new HttpProblem({
    status: 416,
    title: 'Range Not Satisfiable',
    detail: `The file has ${size} bytes.`,
    headers: { 'Content-Range': `bytes */${size}` },
  });
}
