import * as fs from 'node:fs';

/** Replaces a small file so that a crash leaves either the old or the new content. */
export function writeFileAtomically(path: string, content: string): void {
  const draft = `${path}.draft`;
  const file = fs.openSync(draft, 'w');
  fs.writeSync(file, content);
  fs.fsyncSync(file);
  fs.closeSync(file);
  fs.renameSync(draft, path);
}
