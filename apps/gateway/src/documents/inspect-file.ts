import { createHash } from 'node:crypto';
import { Refusal } from '@libs/messaging';
import { HttpProblem } from '../http/problem.js';
import { cleanFileName, endingOf } from './file-name.js';
import { findType, HEAD_BYTES } from './file-type.js';
import type { UploadsConfig } from './uploads.config.js';

const MB = 1024 * 1024;

/** What a file was found to be, once all of it has passed. */
export interface FileFacts {
  readonly fileName: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** Looks at a file while it passes: how large it is, what it is, and its SHA-256. */
export class InspectFile {
  readonly fileName: string;
  private readonly hash = createHash('sha256');
  private mediaType: string | undefined;
  private ending = '';
  private sizeBytes = 0;

  constructor(
    givenName: string,
    private readonly declared: string,
    private readonly limits: UploadsConfig,
  ) {
    this.fileName = cleanFileName(givenName);
  }

  /** Yields the content as it is; throws at the first byte that is too many, or no right type. */
  async *through(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let head = Buffer.alloc(0);
    for await (const chunk of content) {
      this.sizeBytes += chunk.length;
      this.hash.update(chunk);
      if (this.mediaType !== undefined) {
        this.checkSize();
        yield chunk;
        continue;
      }
      head = Buffer.concat([head, chunk]);
      if (head.length < HEAD_BYTES) continue;
      await this.identify(head);
      yield head;
    }
    if (this.mediaType !== undefined) return;
    await this.identify(head);
    yield head;
  }

  /** To be asked once all of the file has passed. */
  facts(): FileFacts {
    const { mediaType, sizeBytes, fileName } = this;
    if (mediaType === undefined) throw new Error('The file has not passed yet.');
    const name = endingOf(fileName) === '' ? `${fileName}.${this.ending}` : fileName;
    return { fileName: name, mediaType, sizeBytes, sha256: this.hash.digest('hex') };
  }

  private async identify(head: Buffer): Promise<void> {
    const found = await findType(head, endingOf(this.fileName), this.declared);
    if (found.kind === 'refused') {
      throw Refusal.invalid([{ field: 'file', message: `file ${found.why}` }]);
    }
    this.mediaType = found.mediaType;
    this.ending = found.ending;
    this.checkSize();
  }

  private checkSize(): void {
    const { documentsMaxMb, documentsMaxPhotoMb } = this.limits;
    const isPicture = /^image\/(png|jpeg|webp|gif)$/.test(this.mediaType ?? '');
    const most = isPicture ? documentsMaxPhotoMb : documentsMaxMb;
    if (this.sizeBytes <= most * MB) return;
    const detail = `A file of ${this.mediaType ?? 'any type'} may have ${most} MB.`;
    throw new HttpProblem({
      status: 413,
      title: 'Payload Too Large',
      detail,
      errors: [{ field: 'file', message: detail }],
    });
  }
}
