import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { agentsTable } from './agents-table.js';
import { asyncApiDocument } from './asyncapi/document.js';
import { diagram } from './diagram.js';

/** A file as it is, and as it has to be. */
export interface GeneratedFile {
  readonly path: string;
  readonly present: string | undefined;
  readonly wanted: string;
}

/** Everything in a repository that is generated from the topology. */
export function generatedFiles(root: string): readonly GeneratedFile[] {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  const asyncApi = `${JSON.stringify(asyncApiDocument(version), null, 2)}\n`;
  return [
    file(root, 'docs/generated/asyncapi.json', () => asyncApi),
    file(root, 'README.md', (text = emptyPage('Millwright', 'topology')) =>
      between(text, 'topology', diagram()),
    ),
    file(root, 'docs/architecture.md', (text = emptyPage('Architecture', 'agents')) =>
      between(text, 'agents', agentsTable()),
    ),
  ];
}

/** Whether a file has to be written. */
export function isOutOfDate({ present, wanted }: GeneratedFile): boolean {
  return present !== wanted;
}

function file(root: string, path: string, want: (text?: string) => string): GeneratedFile {
  const place = join(root, path);
  const present = existsSync(place) ? readFileSync(place, 'utf8') : undefined;
  return { path, present, wanted: want(present) };
}

function emptyPage(title: string, mark: string): string {
  return `# ${title}\n\n<!-- ${mark}:begin -->\n<!-- ${mark}:end -->\n`;
}

/** Puts text between the two markers of a page; throws when it has none. */
export function between(page: string, mark: string, text: string): string {
  const [begin, end] = [`<!-- ${mark}:begin -->`, `<!-- ${mark}:end -->`];
  const [before, rest] = cut(page, begin);
  const [, after] = cut(rest, end);
  return `${before}${begin}\n\n${text}\n\n${end}${after}`;
}

function cut(page: string, marker: string): [string, string] {
  const at = page.indexOf(marker);
  if (at < 0) throw new Error(`The page needs the line ${marker}`);
  return [page.slice(0, at), page.slice(at + marker.length)];
}
