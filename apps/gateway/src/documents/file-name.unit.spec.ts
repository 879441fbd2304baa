import fc from 'fast-check';
import { asAttachment, cleanFileName } from './file-name.js';

describe('names of files', () => {
  it.each([
    ['P&ID 7.pdf', 'P&ID 7.pdf'],
    ['مخطط.pdf', 'مخطط.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\me\\photo.jpg', 'photo.jpg'],
    ['a\u0000b\r\n.pdf', 'ab.pdf'],
    ['invoice\u202egpj.exe', 'invoicegpj.exe'],
    ['"><script>.png', 'script.png'],
    ['.htaccess', 'htaccess'],
    ['  many   spaces . ', 'many spaces'],
    ['e\u0301.png', '\u00e9.png'],
    ['..', 'file'],
    ['', 'file'],
  ])('of %j stays %j', (given, clean) => {
    expect(cleanFileName(given)).toBe(clean);
  });

  it('are cut to 150 letters, and keep their ending', () => {
    const name = cleanFileName(`${'م'.repeat(500)}.pdf`);
    expect(Array.from(name)).toHaveLength(150);
    expect(name).toMatch(/م\.pdf$/);
  });

  it('are clean whatever they were, and stay so', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (given) => {
        const clean = cleanFileName(given);
        expect(clean).not.toMatch(/[\p{Cc}\p{Cs}/\\<>:"|?*]|^\.|^$/u);
        expect(asAttachment(clean)).toMatch(
          /^attachment; filename="[\x20-\x21\x23-\x5b\x5d-\x7e]+"; filename\*=UTF-8''[\w!.~%-]+$/,
        );
      }),
    );
  });

  it('go out in any alphabet, and in ASCII for who reads no other', () => {
    expect(asAttachment("m'ü (1).pdf")).toBe(
      `attachment; filename="m'_ (1).pdf"; filename*=UTF-8''m%27%C3%BC%20%281%29.pdf`,
    );
  });
});
