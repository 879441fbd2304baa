/** One attempt to lead a request inside: a URL, and what its name resolves to if it has one. */
export interface Trick {
  readonly url: string;
  readonly resolvesTo?: readonly string[];
}

const INSIDE = [
  '127.0.0.1',
  '127.0.0.2',
  '127.255.255.254',
  '0.0.0.0',
  '10.0.0.1',
  '100.64.0.1',
  '100.100.100.200',
  '169.254.169.254',
  '172.16.0.1',
  '192.168.1.1',
  '192.0.0.192',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
];

const INSIDE_6 = [
  '::',
  '::1',
  '0:0:0:0:0:0:0:1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fec0::1',
  'ff02::1',
  '100::1',
  '2001:db8::1',
  '2001:2::1',
  '2001:10::1',
  '5f00::1',
];

type Octets = [number, number, number, number];

function octetsOf(address: string): Octets {
  return address.split('.').map(Number) as Octets;
}

const hex = (value: number): string => `0x${value.toString(16)}`;
const octal = (value: number): string => `0${value.toString(8)}`;

function inOtherDigits(text: string, zero: number): string {
  return text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
}

/** The ways in which one IPv4 address can be written as a host. */
function spellings(address: string): string[] {
  const [a, b, c, d] = octetsOf(address);
  const whole = ((a * 256 + b) * 256 + c) * 256 + d;
  const group = (high: number, low: number): string => (high * 256 + low).toString(16);
  const tail = `${group(a, b)}:${group(c, d)}`;
  const reversedTail = `${group(a ^ 255, b ^ 255)}:${group(c ^ 255, d ^ 255)}`;
  return [
    address,
    String(whole),
    hex(whole),
    hex(whole).toUpperCase(),
    octal(whole),
    `0x0000000${whole.toString(16).padStart(8, '0')}`,
    [a, b, c, d].map(hex).join('.'),
    [a, b, c, d].map(octal).join('.'),
    [a, b, c, d].map((each) => `000${octal(each)}`).join('.'),
    `${hex(a)}.${octal(b)}.${c}.${d}`,
    `${a}.${b}.${c * 256 + d}`,
    `${a}.${(b * 256 + c) * 256 + d}`,
    `${hex(a)}.${hex((b * 256 + c) * 256 + d)}`,
    `${address}.`,
    `${whole}.`,
    address.replaceAll('.', '。'),
    address.replaceAll('.', '．'),
    address.replaceAll('.', '｡'),
    address.replaceAll('.', '%2e'),
    inOtherDigits(address, 0xff10),
    inOtherDigits(address, 0x1d7ce),
    inOtherDigits(address, 0x1d7f6),
    address.replace(/[1-9]/g, (digit) => String.fromCodePoint(0x2460 + Number(digit) - 1)),
    address.replace(/^./, (digit) => `%3${digit}`),
    address.replace(/^./, (digit) => `${digit}\u00ad`),
    address.replace(/^./, (digit) => `${digit}\u200b`),
    address.replace(/^./, (digit) => `${digit}\t`),
    address.replace(/^./, (digit) => `${digit}\n`),
    `[::ffff:${address}]`,
    `[::ffff:${tail}]`,
    `[0:0:0:0:0:FFFF:${address}]`,
    `[::${address}]`,
    `[::ffff:0:${address}]`,
    `[64:ff9b::${address}]`,
    `[64:ff9b::${tail}]`,
    `[64:ff9b:1::${address}]`,
    `[2002:${tail}::1]`,
    `[2001:0:${tail}:0:0:${reversedTail}]`,
    `[2001::${reversedTail}]`,
    `[fe80::5efe:${address}]`,
    `[::ffff:${address}%25lo]`,
  ];
}

/** What may stand around a host. */
function wrappings(host: string, port: string): string[] {
  return [
    `https://${host}${port}/`,
    `HTTPS://${host}${port}/latest/meta-data`,
    `  hTtPs:\\\\${host}${port}\\`,
    `https:${host}${port}/`,
    `https:////${host}${port}/?x=https://example.com`,
    `https://example.com@${host}${port}/`,
    `https://example.com:443@${host}${port}/#@example.com`,
    `https://${host}${port}#.example.com`,
  ];
}

const OTHER_SCHEMES = (port: string): string[] =>
  ['http', 'HTTP', 'ws', 'wss', 'ftp', 'ftps', 'gopher', 'dict', 'ldap', 'tftp', 'sftp', 'jar']
    .map((scheme) => `${scheme}://127.0.0.1${port}/`)
    .concat(
      ['file:///etc/passwd', 'file://127.0.0.1/etc/passwd', 'data:text/plain,x', 'javascript:1'],
      ['about:blank', 'blob:https://127.0.0.1/x', 'unix:///var/run/docker.sock', 'http:127.0.0.1'],
      ['//127.0.0.1/', '127.0.0.1', '', 'https://', 'https://?', 'https:///', 'https://[::1'],
      ['https://[fe80::1%25lo]/', 'https://[::1%lo]/', 'https://%00127.0.0.1/', 'https://a b/'],
      ['https://127.0.0.1:99999/', 'https://256.256.256.256/', 'https://127.1.1.1.1/'],
    );

const NAMES = ['inside.example', 'LOCALHOST', 'localhost.', 'a.b.c.example.', '127.0.0.1.example'];
const PUBLIC = '8.8.8.8';

/** Names whose addresses lie inside, all of them or one among public ones. */
function names(port: string): Trick[] {
  return [...INSIDE, ...INSIDE_6, '::ffff:127.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::'].flatMap(
    (address) =>
      NAMES.flatMap((name) =>
        [[address], [PUBLIC, address], [address, PUBLIC]].map((resolvesTo) => {
          return { url: `https://${name}${port}/`, resolvesTo };
        }),
      ),
  );
}

/** Every trick, with hosts that would lead to the given port of this machine. */
export function urlTricks(port: number): Trick[] {
  const at = `:${port}`;
  const literal = [...INSIDE.flatMap(spellings), ...INSIDE_6.map((each) => `[${each}]`)];
  return [
    ...literal.flatMap((host) => [...wrappings(host, at), ...wrappings(host, '')]).map(asTrick),
    ...OTHER_SCHEMES(at).map(asTrick),
    ...names(at),
    ...names(''),
  ];
}

function asTrick(url: string): Trick {
  // A spelling that is not an address after all is a name; it shall lead where it looks as if.
  return { url, resolvesTo: ['127.0.0.1'] };
}
