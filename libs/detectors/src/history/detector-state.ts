/**
 * Everything a detector remembers, in declaration order. Arrays live in the precision they are
 * stored in, so a restored detector continues bit for bit.
 */
export class DetectorState {
  private readonly entries: (Record<string, number> | Float32Array | Float64Array)[] = [];
  private readonly saved: DataView | null;
  private offset = 0;

  constructor(saved?: Uint8Array) {
    this.saved = saved ? new DataView(saved.buffer, saved.byteOffset, saved.byteLength) : null;
  }

  numbers<T extends Record<string, number>>(initial: T): T {
    const entry: Record<string, number> = initial;
    if (this.saved) {
      for (const name of Object.keys(entry)) entry[name] = this.saved.getFloat64(this.advance(8));
    }
    this.entries.push(entry);
    return initial;
  }

  array(length: number): Float32Array {
    const entry = new Float32Array(length);
    if (this.saved) {
      for (let i = 0; i < length; i++) entry[i] = this.saved.getFloat32(this.advance(4));
    }
    this.entries.push(entry);
    return entry;
  }

  /** Where single precision would lose what is learnt slowly. */
  doubles(length: number): Float64Array {
    const entry = new Float64Array(length);
    if (this.saved) {
      for (let i = 0; i < length; i++) entry[i] = this.saved.getFloat64(this.advance(8));
    }
    this.entries.push(entry);
    return entry;
  }

  get byteLength(): number {
    return this.entries.reduce(
      (sum, entry) =>
        sum + (ArrayBuffer.isView(entry) ? entry.byteLength : Object.keys(entry).length * 8),
      0,
    );
  }

  toBytes(): Uint8Array {
    const bytes = new Uint8Array(this.byteLength);
    const view = new DataView(bytes.buffer);
    let offset = 0;
    for (const entry of this.entries) {
      if (entry instanceof Float32Array) {
        for (const value of entry) view.setFloat32((offset += 4) - 4, value);
      } else {
        for (const value of Object.values(entry)) view.setFloat64((offset += 8) - 8, value);
      }
    }
    return bytes;
  }

  private advance(bytes: number): number {
    const at = this.offset;
    this.offset += bytes;
    return at;
  }
}
