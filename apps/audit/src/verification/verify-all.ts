import { readFile } from 'node:fs/promises';
import type { SystemTransaction, UnitOfWork } from '@libs/database';
import { publicKeyOf, readPublicKeys, readSigningKey, type PublicKey } from '../chain/keys.js';
import { EntryRepository } from '../persistence/entry.repository.js';
import { HeadRepository } from '../persistence/head.repository.js';
import { TenantRepository } from '../persistence/tenant.repository.js';
import { readExportedHeads } from './exported-heads.js';
import type { Options } from './options.js';
import { verifyTrail, type Trail, type Verdict } from './verify-trail.js';
import { hearWitnesses, type Claim } from './witnesses.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Where the trails lie. */
type Database = Pick<UnitOfWork, 'run' | 'system'>;

/** What was found out of one tenant's trail. */
export interface TrailReport extends Verdict {
  readonly tenantId: string;
  readonly signedHeads: number;
}

const entries = new EntryRepository();
const heads = new HeadRepository();
const tenants = new TenantRepository();

function trailOf(tenantId: string, database: Database): Trail {
  return {
    behind: (seq, limit) => database.run(tenantId, (tx) => entries.behind(seq, limit, tx)),
    head: () => database.run(tenantId, (tx) => heads.find(tx)),
  };
}

async function tenantNamed(name: string, tx: SystemTransaction): Promise<string> {
  if (UUID.test(name)) return name.toLowerCase();
  const found = await tenants.findByCode(name, tx);
  if (found === undefined) throw new Error(`There is no tenant ${name}.`);
  return found;
}

async function keysFor(files: readonly string[], signingKey: string): Promise<PublicKey[]> {
  const given = await Promise.all(
    files.map(async (file) => readPublicKeys(await readFile(file, 'utf8'))),
  );
  const own = signingKey === '' ? [] : [await publicKeyOf(readSigningKey(signingKey))];
  return [...given.flat(), ...own];
}

/** Verifies the trails that the options ask for, one after the other. */
export async function* verifyAll(
  database: Database,
  { tenant, exports, keys: files }: Pick<Options, 'tenant' | 'exports' | 'keys'>,
  signingKey: string,
): AsyncGenerator<TrailReport> {
  const keys = await keysFor(files, signingKey);
  const [wanted, signed] = await database.system(async (tx) => [
    tenant === undefined ? await tenants.withTrail(tx) : [await tenantNamed(tenant, tx)],
    await heads.allSigned(tx),
  ]);
  const claims: Claim[] = [
    ...signed.map((head) => ({ told: `the head signed on ${head.day}`, head })),
    ...(exports === undefined ? [] : await readExportedHeads(exports)),
  ];
  if (claims.length > 0 && keys.length === 0) {
    throw new Error('There are signed heads and no key to verify them with: give --key.');
  }
  const heard = await hearWitnesses(claims, keys);
  // A trail that is gone altogether is told of by its signed heads alone.
  const all = tenant === undefined ? [...new Set([...wanted, ...heard.keys()])].sort() : wanted;
  for (const tenantId of all) {
    const { witnesses, broken } = heard.get(tenantId) ?? { witnesses: [] };
    const verdict = await verifyTrail(trailOf(tenantId, database), witnesses);
    const first = verdict.broken ?? broken;
    yield { ...verdict, tenantId, signedHeads: witnesses.length, ...(first && { broken: first }) };
  }
}
