import { create, toBuffer, type QRCode } from 'qrcode';

/** Light modules around a code; readers ask for four. */
const QUIET = 4;
/** A line of text, in modules. */
const LINE = 4;
const LETTERS = 32;

/** What stands below a code, for people. */
export interface LabelText {
  readonly code: string;
  readonly name: string;
}

// Labels are scratched and get dirty: a quarter of a code may be unreadable.
const options = { errorCorrectionLevel: 'Q' } as const;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand in XML, which has no place for control characters and lone surrogates. */
function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '')
    .replace(/[&<>"']/g, (letter) => ESCAPES[letter] ?? '');
}

function shortened(text: string): string {
  const letters = Array.from(text);
  return letters.length > LETTERS ? `${letters.slice(0, LETTERS - 1).join('')}…` : text;
}

/** One stroke for each run of dark modules in a row. */
function strokesOf({ modules }: QRCode): string {
  const strokes: string[] = [];
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      const start = column;
      while (column < modules.size && modules.get(row, column)) column += 1;
      if (column > start)
        strokes.push(`M${start + QUIET} ${row + QUIET}h${column - start}v1H${start + QUIET}z`);
    }
  }
  return strokes.join('');
}

function line(text: string, middle: number, bottom: number, letter: number): string {
  const at = `x="${middle}" y="${bottom}" font-size="${letter}"`;
  return `<text ${at}>${escaped(shortened(text))}</text>`;
}

/** A label as SVG, so many pixels wide: the code, and below it what people read. */
export function drawSvg(content: string, { code, name }: LabelText, width: number): string {
  const drawn = create(content, options);
  const across = drawn.modules.size + 2 * QUIET;
  const down = across + 2 * LINE;
  const height = Math.round((width * down) / across);
  const lines =
    line(code, across / 2, across + 1, 3.2) + line(name, across / 2, across + LINE + 1, 2.4);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${across} ${down}">`,
    `<title>${escaped(`${code} ${name}`)}</title>`,
    `<path fill="#fff" d="M0 0h${across}v${down}H0z"/>`,
    `<path fill="#000" shape-rendering="crispEdges" d="${strokesOf(drawn)}"/>`,
    `<g fill="#000" font-family="sans-serif" text-anchor="middle" style="unicode-bidi:plaintext">${lines}</g>`,
    '</svg>',
  ].join('');
}

/** The code alone as PNG: about so many pixels wide, since modules of one size are read best. */
export function drawPng(content: string, width: number): Promise<Buffer> {
  const across = create(content, options).modules.size + 2 * QUIET;
  const scale = Math.max(2, Math.floor(width / across));
  return toBuffer(content, { ...options, type: 'png', margin: QUIET, scale });
}
