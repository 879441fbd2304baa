/** The scanner found something in a file. */
export class Infected extends Error {
  override readonly name = 'Infected';

  constructor(readonly threat: string) {
    super(`The file contains ${threat}.`);
  }
}

/** The scanner gives no verdict, so that nothing can pass it. */
export class ScannerUnavailable extends Error {
  override readonly name = 'ScannerUnavailable';
}

/** Looks through files for malware. */
export abstract class Scanner {
  /**
   * Yields the content as it is. Where the last chunk has passed and the verdict is bad, throws
   * `Infected`; `ScannerUnavailable` where there is no verdict.
   */
  abstract through(content: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
}

/** Lets everything pass. */
export class NoScanner extends Scanner {
  override through(content: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
    return content;
  }
}
