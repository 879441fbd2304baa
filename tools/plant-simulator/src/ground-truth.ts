import * as fs from 'node:fs';
import { createInterface } from 'node:readline';
import type { MessageOutline } from './gateway-client/index.js';
import type { Fault } from './schedule.js';

/** What the whole file holds so far. */
export interface Totals {
  readings: number;
  messages: number;
  faults: number;
}

type Line =
  | {
      kind: 'message';
      gateway: string;
      boot: string;
      seq: number;
      readings: number;
      firstAt: string;
      lastAt: string;
    }
  | {
      kind: 'fault';
      machine: string;
      mode: string;
      sensors: readonly string[];
      startAt: string;
      endAt: string;
    }
  | ({ kind: 'summary' } & Totals);

/**
 * What was really sent and what was really wrong, for whoever checks the plant's records against it. Append-only, one
 * JSON object a line. A fault's `endAt` is its planned end: a simulator that stays down for minutes ends it sooner.
 */
export class GroundTruth {
  readonly totals: Totals = { readings: 0, messages: 0, faults: 0 };
  private readonly lastSeqs = new Map<string, number>();
  private readonly faults = new Set<string>();

  private constructor(private readonly file: number) {}

  static async open(path: string): Promise<GroundTruth> {
    cutTornLine(path);
    const truth = new GroundTruth(fs.openSync(path, 'a'));
    const lines = createInterface({ input: fs.createReadStream(path), crlfDelay: Infinity });
    for await (const line of lines) truth.count(JSON.parse(line) as Line);
    return truth;
  }

  lastSeq(gateway: string, boot: string): number {
    return this.lastSeqs.get(`${gateway} ${boot}`) ?? 0;
  }

  message(gateway: string, outline: MessageOutline): void {
    const { boot, seq, readings, firstAt, lastAt } = outline;
    if (seq <= this.lastSeq(gateway, boot)) return;
    this.write({
      kind: 'message',
      gateway,
      boot,
      seq,
      readings,
      firstAt: iso(firstAt),
      lastAt: iso(lastAt),
    });
  }

  fault({ machine, mode, sensors, startAt, endAt }: Fault): void {
    if (this.faults.has(`${machine} ${iso(startAt)}`)) return;
    this.write({ kind: 'fault', machine, mode, sensors, startAt: iso(startAt), endAt: iso(endAt) });
  }

  close(): void {
    this.write({ kind: 'summary', ...this.totals });
    fs.fdatasyncSync(this.file);
    fs.closeSync(this.file);
  }

  private write(line: Line): void {
    fs.writeSync(this.file, `${JSON.stringify(line)}\n`);
    this.count(line);
  }

  private count(line: Line): void {
    switch (line.kind) {
      case 'message':
        this.totals.messages += 1;
        this.totals.readings += line.readings;
        this.lastSeqs.set(`${line.gateway} ${line.boot}`, line.seq);
        return;
      case 'fault':
        this.totals.faults += 1;
        this.faults.add(`${line.machine} ${line.startAt}`);
        return;
      case 'summary':
        return;
    }
  }
}

const iso = (at: number) => new Date(at).toISOString();

/** A kill in the middle of a write leaves half a line, which the spool tells again. */
function cutTornLine(path: string): void {
  const file = fs.openSync(path, 'a+');
  const { size } = fs.fstatSync(file);
  const tail = Buffer.alloc(Math.min(size, 4096));
  fs.readSync(file, tail, 0, tail.length, size - tail.length);
  fs.closeSync(file);
  fs.truncateSync(path, size - tail.length + tail.lastIndexOf(10) + 1);
}
