import * as fs from 'node:fs';

/** Replaces a small file, for its owner only, so that a crash leaves the old or the new content. */
export function writeFileAtomically(path: string, content: string): void {
  const draft = `${path}.draft`;
  const file = fs.openSync(draft, 'w', 0o600);
  fs.writeSync(file, content);
  fs.fsyncSync(file);
  fs.closeSync(file);
  fs.renameSync(draft, path);
}
