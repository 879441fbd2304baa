import type { Multipart, MultipartFile, MultipartValue } from '@fastify/multipart';
import { Injectable } from '@nestjs/common';
import { Refusal } from '@libs/messaging';
import {
  Infected,
  ObjectStore,
  Scanner,
  ScannerUnavailable,
  type ObjectAddress,
} from '@libs/storage';
import { assertHarmless } from '../edges/read-json.js';
import { HttpProblem } from '../http/problem.js';
import type { HttpRequest } from '../http/request.js';
import { InspectFile, type FileFacts } from './inspect-file.js';
import { UploadsConfig } from './uploads.config.js';

/** A form with one file, as it arrived. */
export interface ReceivedForm {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly file: FileFacts;
}

/** The scanner found something in a file; nothing of it was kept. */
export class InfectedFile extends Error {
  override readonly name = 'InfectedFile';

  constructor(
    readonly fileName: string,
    readonly threat: string,
  ) {
    super(`${fileName} contains ${threat}.`);
  }
}

const fault = (field: string, message: string): Refusal =>
  Refusal.invalid([{ field, message: `${field} ${message}` }]);

/** What the parser of forms complains of is the sender's doing. */
function unreadable(error: unknown): unknown {
  if (error instanceof Error && 'statusCode' in error) return error;
  const why = error instanceof Error ? error.message : String(error);
  const detail = `The form cannot be read: ${why}.`;
  return new HttpProblem({ status: 400, title: 'Bad Request', detail });
}

async function* asSent(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* content;
  } catch (error) {
    throw unreadable(error);
  }
}

/** Texts stay texts; what stands in braces is JSON. */
function valueOf({ fieldname, value, valueTruncated }: MultipartValue): unknown {
  if (valueTruncated) throw fault(fieldname, 'is too long');
  if (typeof value !== 'string' || !value.startsWith('{')) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    throw fault(fieldname, 'is not JSON');
  }
}

/** Takes a form with one file in: the file goes into the store while it arrives. */
@Injectable()
export class ReceiveFile {
  constructor(
    private readonly store: ObjectStore,
    private readonly scanner: Scanner,
    private readonly limits: UploadsConfig,
  ) {}

  /**
   * Stores the file called `file` of a form under an address. When it throws, nothing is there;
   * `InfectedFile` where the scanner found something.
   */
  async receive(request: HttpRequest, address: ObjectAddress): Promise<ReceivedForm> {
    const parts = request.parts({ limits: { fileSize: Number.POSITIVE_INFINITY } });
    const fields = new Map<string, unknown>();
    let file: FileFacts | undefined;
    try {
      for (;;) {
        const step = await parts.next().catch((error: unknown) => {
          throw unreadable(error);
        });
        if (step.done) break;
        const part: Multipart = step.value;
        if (part.type === 'file') file = await this.keep(part, address, file);
        else if (fields.has(part.fieldname)) throw fault(part.fieldname, 'is given twice');
        else fields.set(part.fieldname, valueOf(part));
      }
      if (!file) throw fault('file', 'is missing');
      const given = Object.fromEntries(fields);
      assertHarmless(given, 'body');
      return { fields: given, file };
    } catch (error) {
      // What is still to come is read and forgotten, so that the answer reaches its sender.
      request.raw.unpipe();
      request.raw.resume();
      if (file) await this.store.remove(address);
      throw error;
    }
  }

  private async keep(
    part: MultipartFile,
    address: ObjectAddress,
    before: FileFacts | undefined,
  ): Promise<FileFacts> {
    if (part.fieldname !== 'file') throw fault(part.fieldname, 'should not exist');
    if (before) throw fault('file', 'is given twice');
    const inspection = new InspectFile(part.filename, part.mimetype, this.limits);
    try {
      const inspected = inspection.through(asSent(part.file));
      await this.store.put(address, this.scanner.through(inspected));
    } catch (error) {
      if (error instanceof Infected) throw new InfectedFile(inspection.fileName, error.threat);
      if (!(error instanceof ScannerUnavailable)) throw error;
      const detail = 'Files cannot be looked through for malware now; try again shortly.';
      throw new HttpProblem({ status: 503, title: 'Not available', detail });
    }
    return inspection.facts();
  }
}
