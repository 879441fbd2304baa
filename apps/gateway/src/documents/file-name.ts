const LONGEST = 150;

// Marks that turn the direction of what follows would let `gpj.exe` be read as `exe.jpg`.
const DANGEROUS = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff<>:"|?*%]/gu;

/** The ending of a file's name, in small letters and without its point. */
export function endingOf(name: string): string {
  return (/\.([^.]{1,10})$/.exec(name)?.[1] ?? '').toLowerCase();
}

function shortened(name: string): string {
  const letters = Array.from(name);
  if (letters.length <= LONGEST) return name;
  const ending = endingOf(name) === '' ? '' : `.${endingOf(name)}`;
  return letters.slice(0, LONGEST - ending.length).join('') + ending;
}

/** A name that somebody gave a file, without a path and without what is dangerous anywhere. */
export function cleanFileName(given: string): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replace(DANGEROUS, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  return shortened(clean) || 'file';
}

/** The header that offers a file under its name, in any alphabet (RFC 6266). */
export function asAttachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
