import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { keyOf, type ByteRange, type ObjectAddress, type ObjectStore } from './object-store.js';

const PART_BYTES = 8 * 1024 * 1024;

/** A bucket of any server that speaks S3. */
export class S3Store implements ObjectStore {
  constructor(
    private readonly client: S3Client,
    private readonly bucket: string,
  ) {}

  async put(address: ObjectAddress, content: AsyncIterable<Uint8Array>): Promise<void> {
    let fault: unknown;
    async function* watched(): AsyncGenerator<Uint8Array> {
      try {
        yield* content;
      } catch (error) {
        fault = error;
        throw error;
      }
    }
    const params = { ...this.placeOf(address), Body: Readable.from(watched()) };
    try {
      await new Upload({ client: this.client, params, partSize: PART_BYTES, queueSize: 1 }).done();
    } catch (error) {
      // Parts that were sent are taken back; where that fails too, it is not what matters.
      throw fault ?? error;
    }
  }

  async open(address: ObjectAddress, range?: ByteRange): Promise<Readable | undefined> {
    const bytes = range && { Range: `bytes=${range.start}-${range.end}` };
    try {
      const { Body } = await this.client.send(
        new GetObjectCommand({ ...this.placeOf(address), ...bytes }),
      );
      return Body as Readable;
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  }

  async remove(address: ObjectAddress): Promise<void> {
    await this.client.send(new DeleteObjectCommand(this.placeOf(address)));
  }

  private placeOf(address: ObjectAddress): { Bucket: string; Key: string } {
    return { Bucket: this.bucket, Key: keyOf(address) };
  }
}
