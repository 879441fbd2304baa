import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SignedHead } from '../domain/entry.js';
import type { Claim } from './witnesses.js';

const FIELDS = ['tenantId', 'day', 'signedAt', 'keyId', 'hash', 'jws'] as const;

function parse(line: string, where: string): SignedHead {
  let head: Partial<SignedHead> | null = null;
  try {
    head = JSON.parse(line) as Partial<SignedHead> | null;
  } catch {
    // Told below.
  }
  if (
    !head ||
    typeof head.seq !== 'number' ||
    FIELDS.some((name) => typeof head[name] !== 'string')
  )
    throw new Error(`${where} is no signed head.`);
  return head as SignedHead;
}

/** Every signed head in the files of a directory of exports. */
export async function readExportedHeads(directory: string): Promise<Claim[]> {
  const files = (await readdir(directory)).filter((name) => name.endsWith('.jsonl')).sort();
  const claims: Claim[] = [];
  for (const file of files) {
    const lines = (await readFile(join(directory, file), 'utf8')).split('\n');
    for (const [index, line] of lines.entries()) {
      if (line.trim() === '') continue;
      const where = `${file}, line ${index + 1}`;
      claims.push({ told: `the signed head in ${where}`, head: parse(line, where) });
    }
  }
  return claims;
}
