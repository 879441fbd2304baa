/** A text, and the language that it is in. */
export interface Written {
  readonly text: string;
  readonly language: string;
}

const QUALITY = /^q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/i;

/** How much a language is wanted, from 0 to 1; undefined where that cannot be read. */
function qualityOf(parameters: readonly string[]): number | undefined {
  const [given] = parameters;
  if (given === undefined) return 1;
  const quality = QUALITY.exec(given.trim())?.[1];
  return quality === undefined ? undefined : Number(quality);
}

/** The languages of an `Accept-Language`, the most wanted first. */
function wantedIn(header: string): string[] {
  return header
    .split(',')
    .map((part) => {
      const [range = '', ...parameters] = part.split(';');
      return { range: range.trim().toLowerCase(), quality: qualityOf(parameters) ?? 0 };
    })
    .filter(({ range, quality }) => range !== '' && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ range }) => range);
}

/** A language and what it is a kind of: `zh-hant-tw`, `zh-hant`, `zh`. */
function widened(range: string): string[] {
  const parts = range.split('-');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('-'));
}

/**
 * The text in the first language of `Accept-Language` that it is written in (lookup of RFC 4647);
 * else the one that stands without a language, which is in the language of the house.
 */
export function textIn(
  header: string | undefined,
  own: Written,
  texts: Readonly<Record<string, string>> = {},
): Written {
  const known = new Map([[own.language.toLowerCase(), own]]);
  for (const [language, text] of Object.entries(texts)) {
    known.set(language.toLowerCase(), { text, language });
  }
  for (const range of wantedIn(header ?? '')) {
    if (range === '*') return own;
    const found = widened(range).find((each) => known.has(each));
    if (found !== undefined) return known.get(found) ?? own;
  }
  return own;
}
