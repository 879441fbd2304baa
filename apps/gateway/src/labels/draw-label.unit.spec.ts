import { inflateSync } from 'node:zlib';
import { create } from 'qrcode';
import { drawPng, drawSvg } from './draw-label.js';

const CONTENT = 'https://plant.example/e/-Tq9bUhrVbO2Xm1oHk0i_w';
const QUIET = 4;
const wanted = create(CONTENT, { errorCorrectionLevel: 'Q' }).modules;

type Modules = readonly (readonly boolean[])[];

const expected: Modules = Array.from({ length: wanted.size }, (_, row) =>
  Array.from({ length: wanted.size }, (_, column) => wanted.get(row, column) !== 0),
);

/** Draws the strokes of a label again, on paper of squares. */
function fromSvg(svg: string): Modules {
  const paper = expected.map((row) => row.map(() => false));
  const strokes = /<path fill="#000"[^>]* d="([^"]+)"/.exec(svg)?.[1] ?? '';
  for (const [, x, y, length] of strokes.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g)) {
    paper[Number(y) - QUIET]?.fill(true, Number(x) - QUIET, Number(x) - QUIET + Number(length));
  }
  return paper;
}

const paeth = (left: number, up: number, corner: number): number => {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
};

/** The first channel of each pixel of a PNG of 8 bits and four channels, not interlaced. */
function pixelsOf(png: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const end = at + 8 + png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, end));
  }
  expect([...png.subarray(24, 29)]).toEqual([8, 6, 0, 0, 0]);
  const bytes = inflateSync(Buffer.concat(parts));
  const width = png.readUInt32BE(16) * 4;
  const rows: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += width + 1) {
    const above = rows.at(-1) ?? Buffer.alloc(width);
    const row = Buffer.from(bytes.subarray(at + 1, at + 1 + width));
    row.forEach((byte, index) => {
      const [left, up, corner] = [row[index - 4] ?? 0, above[index] ?? 0, above[index - 4] ?? 0];
      const guesses = [0, left, up, (left + up) >> 1, paeth(left, up, corner)];
      row[index] = (byte + (guesses[bytes[at] ?? 0] ?? 0)) & 255;
    });
    rows.push(row);
  }
  return rows.map((row) => Buffer.from(row.filter((_, index) => index % 4 === 0)));
}

function fromPng(png: Buffer): Modules {
  const pixels = pixelsOf(png);
  const module = pixels.length / (wanted.size + 2 * QUIET);
  const at = (index: number): number => Math.floor((index + QUIET + 0.5) * module);
  return expected.map((cells, row) =>
    cells.map((_, column) => (pixels[at(row)]?.[at(column)] ?? 255) < 128),
  );
}

describe('a label', () => {
  const text = { code: 'P-101', name: 'Feed water pump 1' };

  it.each([64, 300, 2048])('REG-16: as SVG %d wide holds the code of its content', (size) => {
    const svg = drawSvg(CONTENT, text, size);
    expect(fromSvg(svg)).toEqual(expected);
    expect(svg).toContain(`width="${size}"`);
  });

  it.each([64, 200])('REG-16: as PNG about %d wide holds the code of its content', async (size) => {
    const png = await drawPng(CONTENT, size);
    const across = wanted.size + 2 * QUIET;
    expect(png.readUInt32BE(16)).toBe(across * Math.max(2, Math.floor(size / across)));
    expect(fromPng(png)).toEqual(expected);
  });

  it('REG-16: leaves room around the code', () => {
    const across = wanted.size + 2 * QUIET;
    expect(drawSvg(CONTENT, text, 300)).toContain(`viewBox="0 0 ${across} ${across + 8}"`);
  });

  it('REG-16: says what people read, in any alphabet', () => {
    const svg = drawSvg(CONTENT, { code: 'P-101', name: 'مضخة مياه التغذية' }, 300);
    expect(svg).toMatch(/<text [^>]*>P-101<\/text><text [^>]*>مضخة مياه التغذية<\/text>/);
  });

  it('REG-16: lets nothing that is written become markup', () => {
    const name = `</text><script>alert('1')</script>&"\u0000\u0008`;
    const svg = drawSvg(CONTENT, { code: 'P-1', name }, 300);
    expect(svg).not.toMatch(/<script|'1'|[\u0000-\u001f]/);
    expect(svg.match(/<text /g)).toHaveLength(2);
    expect(svg).toContain('&lt;/text&gt;&lt;script&gt;');
  });

  it('REG-16: cuts a name that has no room, and never within a letter', () => {
    const svg = drawSvg(CONTENT, { code: 'P-1', name: '🏭'.repeat(50) }, 300);
    expect(svg).toContain(`>${'🏭'.repeat(31)}…<`);
  });
});
