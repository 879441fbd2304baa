import { createHash, createHmac, generateKeyPairSync } from 'node:crypto';
import { ApiClient, Chance, report, scaleOf, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { startEveryAgent } from '../pipeline/every-agent.js';
import { JWT_SECRET } from '../pipeline/start-gateway.js';

type Json = Record<string, unknown>;

const COUNT = scaleOf('MUTATED_TOKENS', 800);
const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_');
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part: string): Json =>
  JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Json;
const hmac = (text: string, key: string | Buffer, hash = 'sha256'): string =>
  createHmac(hash, key).update(text).digest('base64url');

/** Ways to make another token of a good one, each of which must make it worthless. */
function mutations(token: string, chance: Chance): readonly (() => string)[] {
  const [head = '', body = '', signature = ''] = token.split('.');
  const header = decode(head);
  const claims = decode(body);
  const signed = (newHeader: Json, newClaims: Json, key: string | Buffer = JWT_SECRET): string => {
    const text = `${encode(newHeader)}.${encode(newClaims)}`;
    return `${text}.${hmac(text, key)}`;
  };
  const without = (name: string): Json =>
    Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name));
  const oneOf = <T>(items: readonly T[]): T => {
    const item = items[chance.below(items.length)];
    if (item === undefined) throw new Error('nothing to choose from');
    return item;
  };
  const flipped = (text: string): string => {
    // The last character carries bits that no decoder reads.
    const at = chance.below(text.length - 1);
    const other = oneOf(LETTERS.filter((each) => each !== text[at]));
    return text.slice(0, at) + other + text.slice(at + 1);
  };
  const odd = [null, true, -1, 0, '', [], {}, 'x', 1e300, '../..', ['millwright'], '\u0000'];
  const seconds = (): number => Math.floor(Date.now() / 1000);
  const required = ['iss', 'aud', 'exp', 'iat', 'sub'];
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  return [
    () => `${flipped(head)}.${body}.${signature}`,
    () => `${head}.${flipped(body)}.${signature}`,
    () => `${head}.${body}.${flipped(signature)}`,
    () => `${head}.${body}.${signature.slice(0, chance.below(signature.length))}`,
    () =>
      `${head}.${encode({ ...claims, sub: '0190a1b2-0000-7000-8000-000000000000' })}.${signature}`,
    () => `${encode({ ...header, alg: oneOf(['none', 'None', 'NONE', 'nOnE']) })}.${body}.`,
    () => `${encode({ ...header, alg: 'none' })}.${body}.${signature}`,
    () => signed({ ...header, alg: oneOf(['RS256', 'PS256', 'ES256', 'EdDSA', 'HS512']) }, claims),
    () => signed(header, claims, oneOf(['', 'secret', JWT_SECRET.slice(1), `${JWT_SECRET} `, pem])),
    () => signed(header, without(oneOf(required))),
    () => signed(header, { ...claims, iss: oneOf([...odd, 'millwright.example', 'Millwright']) }),
    () => signed(header, { ...claims, aud: oneOf([...odd, 'millwright', 'Millwright-api']) }),
    () => signed(header, { ...claims, sub: oneOf(odd) }),
    () => signed(header, { ...claims, exp: seconds() - 61 - chance.below(1e6) }),
    () => signed(header, { ...claims, exp: oneOf([null, '', 'soon', [], {}, true]) }),
    () => signed(header, { ...claims, nbf: seconds() + 3600 + chance.below(1e6) }),
    () => signed(header, { ...claims, tid: oneOf(odd) }),
    () => signed({ ...header, crit: ['exp'] }, claims),
    () => signed({ ...header, b64: false, crit: ['b64'] }, claims),
    () => {
      const text = `${head}.${body}`;
      return `${text}.${hmac(text, createHash('sha256').update(JWT_SECRET).digest())}`;
    },
    () => `${head}.${body}.${hmac(`${head}.${body}`, JWT_SECRET, 'sha512')}`,
    () => `${head}.${body}`,
    () => `${token}.${signature}`,
    () => Array.from(token).reverse().join(''),
    () => `${'A'.repeat(1 + chance.below(6000))}.${body}.${signature}`,
    () => encode({ ...claims }),
  ];
}

describe('a token that somebody has changed', () => {
  const chance = new Chance();
  let plant: TestPlant;
  let admin: ApiClient;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    admin = await startEveryAgent(plant);
  }, 120_000);

  afterAll(() => plant.stop());

  it(`is let in never, in ${COUNT} tries (seed ${chance.seed})`, async () => {
    const good = admin.token ?? '';
    const ways = mutations(good, chance);
    const wrong: { way: string; status: number }[] = [];
    for (let count = 0; count < COUNT; count += 1) {
      const way = ways[count % ways.length];
      if (!way) continue;
      const { status } = await new ApiClient(admin.url, way()).get('/api/v1/auth/me');
      if (status !== 401) wrong.push({ way: String(way), status });
    }
    report('tokens', { tried: COUNT, wrong: wrong.length });
    expect(wrong).toEqual([]);
    expect((await admin.get('/api/v1/auth/me')).status).toBe(200);
  }, 120_000);
});
