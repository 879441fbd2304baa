import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import type { Content, GatewayMessage } from './message.js';
import { writeFileAtomically } from './write-file-atomically.js';

interface Entry {
  readonly segment: number;
  readonly offset: number;
  readonly length: number;
}

interface Mark {
  readonly boot: string;
  readonly confirmedSeq: number;
}

const segmentBytes = 1_048_576;
const segmentName = /^(\d{12})\.jsonl$/;

/**
 * A gateway's memory of what it measured: every message from before its first publish until the watermark passed it.
 *
 * Append-only files of one message a line, named by their first sequence and removed as a whole once confirmed; the
 * newest file always stays, so the last message is known after any restart. The bytes are kept rather than made anew
 * from the signals because an identity must keep its content even when a later version measures differently.
 *
 * A message is written when it is taken (that survives kill -9) and synced to the disk before it is published, once for
 * a whole window of messages: after a power cut an unpublished tail may be gone, but no published sequence is used anew.
 */
export class Spool {
  readonly boot: string;
  private readonly entries = new Map<number, Entry>();
  private readonly files = new Map<number, number>();
  private readonly markTimer: NodeJS.Timeout;
  private writeSegment = 0;
  private writeOffset = 0;
  private nextInSegment = 0;
  private written: number;
  private confirmed: number;
  private savedMark: number;
  private dirty = false;

  constructor(private readonly folder: string) {
    fs.mkdirSync(folder, { recursive: true });
    const mark = this.readMark();
    this.boot = mark.boot;
    this.confirmed = mark.confirmedSeq;
    this.savedMark = mark.confirmedSeq;
    this.written = mark.confirmedSeq;
    for (const segment of this.segmentsOnDisk()) this.load(segment);
    this.removeConfirmed();
    this.markTimer = setInterval(() => this.saveMark(), 1000).unref();
  }

  /** Highest sequence appended. */
  get lastSeq(): number {
    return this.written;
  }

  /** Highest sequence the watermark has passed. */
  get confirmedSeq(): number {
    return this.confirmed;
  }

  /** Messages not yet confirmed. */
  get size(): number {
    return this.written - this.confirmed;
  }

  append(content: Content): GatewayMessage {
    const seq = this.written + 1;
    const message: GatewayMessage = { boot: this.boot, seq, ...content };
    const line = Buffer.from(`${JSON.stringify(message)}\n`);
    if (this.writeOffset >= segmentBytes || this.nextInSegment !== seq) this.startSegment(seq);
    fs.writeSync(this.file(this.writeSegment), line, 0, line.length, this.writeOffset);
    this.remember(seq, this.writeSegment, this.writeOffset, line.length);
    this.writeOffset += line.length;
    this.nextInSegment = seq + 1;
    this.written = seq;
    this.dirty = true;
    return message;
  }

  /** The published bytes of a message that is still held. */
  read(seq: number): Buffer {
    const entry = this.entries.get(seq);
    if (!entry) throw new Error(`message ${seq} is not in the spool ${this.folder}`);
    const bytes = Buffer.alloc(entry.length - 1);
    fs.readSync(this.file(entry.segment), bytes, 0, bytes.length, entry.offset);
    return bytes;
  }

  /** Messages from `fromSeq` on that are still on disk, oldest first. */
  *messages(fromSeq: number): Generator<GatewayMessage> {
    for (const seq of this.entries.keys()) {
      if (seq >= fromSeq) yield JSON.parse(this.read(seq).toString()) as GatewayMessage;
    }
  }

  confirm(seq: number): void {
    const confirmed = Math.min(seq, this.written);
    if (confirmed <= this.confirmed) return;
    this.confirmed = confirmed;
    this.removeConfirmed();
  }

  /** Brings everything appended to the disk. */
  sync(): void {
    if (this.dirty) fs.fdatasyncSync(this.file(this.writeSegment));
    this.dirty = false;
  }

  close(): void {
    clearInterval(this.markTimer);
    this.sync();
    this.saveMark();
    for (const file of this.files.values()) fs.closeSync(file);
    this.files.clear();
  }

  private saveMark(): void {
    if (this.savedMark === this.confirmed) return;
    this.writeMark({ boot: this.boot, confirmedSeq: this.confirmed });
    this.savedMark = this.confirmed;
  }

  private segmentsOnDisk(): number[] {
    return fs
      .readdirSync(this.folder)
      .flatMap((name) => segmentName.exec(name)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => a - b);
  }

  /** Reads a segment's index; a torn last line was never published and is cut off. */
  private load(segment: number): void {
    const path = this.path(segment);
    const bytes = fs.readFileSync(path);
    let offset = 0;
    let seq = segment;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, offset)) {
      this.remember(seq, segment, offset, end + 1 - offset);
      this.written = Math.max(this.written, seq);
      seq += 1;
      offset = end + 1;
    }
    if (offset < bytes.length) fs.truncateSync(path, offset);
    this.files.set(segment, fs.openSync(path, 'r+'));
    this.writeSegment = segment;
    this.writeOffset = offset;
    this.nextInSegment = seq;
  }

  private startSegment(firstSeq: number): void {
    this.sync();
    this.files.set(firstSeq, fs.openSync(this.path(firstSeq), 'w+'));
    this.writeSegment = firstSeq;
    this.writeOffset = 0;
    this.removeConfirmed();
  }

  private removeConfirmed(): void {
    const segments = [...this.files.keys()].sort((a, b) => a - b);
    for (const [index, segment] of segments.entries()) {
      const next = segments[index + 1];
      if (next === undefined || next > this.confirmed + 1) return;
      this.saveMark();
      fs.closeSync(this.file(segment));
      fs.rmSync(this.path(segment));
      this.files.delete(segment);
      for (let seq = segment; seq < next; seq += 1) this.entries.delete(seq);
    }
  }

  private remember(seq: number, segment: number, offset: number, length: number): void {
    this.entries.set(seq, { segment, offset, length });
  }

  private file(segment: number): number {
    const file = this.files.get(segment);
    if (file === undefined) throw new Error(`the spool ${this.folder} is closed`);
    return file;
  }

  private path(segment: number): string {
    return join(this.folder, `${String(segment).padStart(12, '0')}.jsonl`);
  }

  private readMark(): Mark {
    const path = join(this.folder, 'mark.json');
    if (fs.existsSync(path)) return JSON.parse(fs.readFileSync(path, 'utf8')) as Mark;
    const mark = {
      boot: `${Date.now().toString(36)}${randomBytes(3).toString('hex')}`,
      confirmedSeq: 0,
    };
    this.writeMark(mark);
    return mark;
  }

  private writeMark(mark: Mark): void {
    writeFileAtomically(join(this.folder, 'mark.json'), JSON.stringify(mark));
  }
}
