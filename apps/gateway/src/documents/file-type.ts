import { fileTypeFromBuffer } from 'file-type/core';

/** As many bytes as it takes to tell one type from another. */
export const HEAD_BYTES = 64 * 1024;

interface FileType {
  readonly mediaType: string;
  /** How names of such files end. */
  readonly endings: readonly string[];
  /** What else senders call it. */
  readonly aliases?: readonly string[];
}

const office = (kind: string): string => `application/vnd.openxmlformats-officedocument.${kind}`;

const TYPES: readonly FileType[] = [
  { mediaType: 'application/pdf', endings: ['pdf'] },
  { mediaType: 'image/png', endings: ['png'] },
  { mediaType: 'image/jpeg', endings: ['jpg', 'jpeg'], aliases: ['image/jpg', 'image/pjpeg'] },
  { mediaType: 'image/webp', endings: ['webp'] },
  { mediaType: 'image/gif', endings: ['gif'] },
  { mediaType: 'video/mp4', endings: ['mp4'] },
  { mediaType: office('wordprocessingml.document'), endings: ['docx'] },
  { mediaType: office('spreadsheetml.sheet'), endings: ['xlsx'] },
  {
    mediaType: 'image/vnd.dwg',
    endings: ['dwg'],
    aliases: ['application/acad', 'application/dwg', 'application/x-dwg', 'image/x-dwg'],
  },
  {
    mediaType: 'image/vnd.dxf',
    endings: ['dxf'],
    aliases: ['application/dxf', 'application/x-dxf', 'image/x-dxf'],
  },
  {
    mediaType: 'text/csv',
    endings: ['csv'],
    aliases: ['application/csv', 'application/vnd.ms-excel'],
  },
  { mediaType: 'text/plain', endings: ['txt', 'log'] },
];

/** What says nothing: the type of a part that names none is text/plain (RFC 7578). */
const ANY = ['', 'application/octet-stream', 'text/plain'];

/** Nothing that text is written with. */
const NO_TEXT = /[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]/;
/** Where a drawing in DXF begins, after comments. */
const DXF = /^(\s*999\r?\n[^\n]*\n)*\s*0\r?\nSECTION/;

const typed = (mediaType: string): FileType | undefined =>
  TYPES.find((each) => each.mediaType === mediaType);

function textType(head: Buffer, ending: string): FileType | undefined {
  const text = head.toString('latin1');
  if (NO_TEXT.test(text)) return undefined;
  if (DXF.test(text)) return typed('image/vnd.dxf');
  return typed(ending === 'csv' ? 'text/csv' : 'text/plain');
}

/** What a file is found to be, or why it is not taken. */
export type Found =
  | { readonly kind: 'taken'; readonly mediaType: string; readonly ending: string }
  | { readonly kind: 'refused'; readonly why: string };

const refused = (why: string): Found => ({ kind: 'refused', why });

/**
 * What its first bytes say that a file is. Its name and what its sender calls it decide nothing, but
 * they must not say otherwise.
 */
export async function findType(head: Buffer, ending: string, declared: string): Promise<Found> {
  if (head.length === 0) return refused('must not be empty');
  const sniffed = await fileTypeFromBuffer(head);
  const type = sniffed ? typed(sniffed.mime) : textType(head, ending);
  if (!type) {
    const list = TYPES.map(({ endings }) => endings[0]).join(', ');
    return refused(`is ${sniffed?.mime ?? 'of no known type'}; taken are ${list}`);
  }
  const { mediaType, endings, aliases = [] } = type;
  if (ending !== '' && !endings.includes(ending)) {
    return refused(`is ${mediaType}, but its name ends in .${ending}`);
  }
  const said = declared.split(';')[0]?.trim().toLowerCase() ?? '';
  if (![...ANY, mediaType, ...aliases].includes(said)) {
    return refused(`is ${mediaType}, but is sent as ${said}`);
  }
  return { kind: 'taken', mediaType, ending: endings[0] ?? '' };
}
