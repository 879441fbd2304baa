/** The kinds of picture that are taken. */
export type ImageType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif';

const BEGINNINGS: readonly (readonly [ImageType, RegExp])[] = [
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/png', /^\x89PNG\r\n\x1a\n/],
  ['image/webp', /^RIFF[^]{4}WEBP/],
  ['image/gif', /^GIF8[79]a/],
];

/** What the first bytes say a picture is; undefined when it is none that is taken. */
export function imageTypeOf(bytes: Uint8Array): ImageType | undefined {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  return BEGINNINGS.find(([, beginning]) => beginning.test(start))?.[0];
}
