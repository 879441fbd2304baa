import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { presentAgents as agents } from '@libs/contracts';
import { fromSeed } from '@nats-io/nkeys';
import { parse } from 'yaml';

interface Service {
  readonly image?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: object;
  readonly ports?: readonly string[];
  readonly privileged?: boolean;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
}

const ROOT = join(__dirname, '../..');
const text = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8');
const documented = readFileSync(join(ROOT, '.env.example'), 'utf8');
// The services of one composition share their beginnings by many aliases.
const { services } = parse(text, { merge: true, maxAliasCount: -1 }) as {
  services: Record<string, Service>;
};
const publicKeyOf = (seed: string | undefined): string =>
  fromSeed(Buffer.from(seed ?? '')).getPublicKey();
const valuesIn = (file: string): Record<string, string> => {
  const lines = readFileSync(file, 'utf8').matchAll(/^(\w+)=(.*)$/gm);
  return Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, value]));
};
const hasCompose = spawnSync('docker', ['compose', 'version']).status === 0;

describe('the composition of containers', () => {
  it.each(agents)(
    'OPS-03: runs %s by itself, with its own database and broker user, once all is ready',
    (agent) => {
      const service = services[agent];
      const prefix = agent.toUpperCase();
      expect(service?.command?.join(' ')).toContain(`apps/${agent}/src/main.js`);
      expect(service?.environment?.[`${prefix}_DATABASE_URL`]).toContain(`postgres://${agent}:`);
      expect(service?.environment?.[`${prefix}_NATS_URL`]).toBe(
        `nats://\${NATS_ACCOUNT:?}:\${${prefix}_NATS_SEED:?}@nats:4222`,
      );
      expect(service?.environment?.[`${prefix}_SECRETS_KEY`]).toBe(`\${${prefix}_SECRETS_KEY:?}`);
      expect(service?.healthcheck).toBeDefined();
      expect(service?.depends_on).toMatchObject({
        migrate: { condition: 'service_completed_successfully' },
        postgres: { condition: 'service_healthy' },
        nats: { condition: 'service_healthy' },
        redis: { condition: 'service_healthy' },
      });
      expect(service?.read_only).toBe(true);
    },
  );

  it.each(Object.entries(services))('gives %s no more rights than it needs', (_, service) => {
    expect(service.privileged).toBeUndefined();
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.security_opt).toContain('no-new-privileges:true');
    expect(service.image).toMatch(/:(?!latest$)\S+$/);
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('OPS-02: takes exactly the variables that the example documents', () => {
    const taken = [...text.matchAll(/\$\{([A-Z0-9_]+)/g)].map(([, name]) => name);
    const told = [...documented.matchAll(/^#? ?([A-Z0-9_]+)=/gm)].map(([, name]) => name);
    expect([...new Set(taken)].sort()).toEqual([...new Set(told)].sort());
  });

  it('gives the operator, the steward and the devices to nobody but who lets devices in', () => {
    const holders = Object.entries(services).filter(([, { environment = {} }]) =>
      /(OPERATOR|SYS_NATS|DEVICES_NATS|SYSTEM|ACCOUNT)_SEED/.test(JSON.stringify(environment)),
    );
    expect(holders.map(([name]) => name)).toEqual(['nats-conf', 'access']);
  });

  (hasCompose ? it : it.skip)('is understood by docker compose', () => {
    const file = ['--env-file', '.env.example', 'config', '-q'];
    const { status, stderr } = spawnSync('docker', ['compose', ...file], { cwd: ROOT });
    expect([status, stderr.toString()]).toEqual([0, '']);
  });
});

describe('a new set of secrets', () => {
  const directory = mkdtempSync(join(tmpdir(), 'millwright-env-'));
  const file = join(directory, '.env');
  const conf = join(directory, 'nats.conf');
  const run = (program: string, args: readonly string[], secrets = {}): [number, string] => {
    const path = join(ROOT, 'infrastructure', program);
    const { status, stderr } = spawnSync(process.execPath, [path, ...args], { env: secrets });
    return [status ?? -1, stderr.toString()];
  };
  let made: Record<string, string>;

  beforeAll(() => {
    expect(run('docker/make-env.mjs', [file])).toEqual([0, '']);
    made = valuesIn(file);
  });

  afterAll(() => rmSync(directory, { recursive: true }));

  it('holds a key of its own for every user of the broker', () => {
    const seeds = Object.keys(made).filter((name) => name.endsWith('_SEED'));
    const kinds = seeds.map((name) => [name, publicKeyOf(made[name]).charAt(0)]);
    expect(Object.fromEntries(kinds)).toEqual(
      Object.fromEntries(seeds.map((name) => [name, name === 'NATS_OPERATOR_SEED' ? 'O' : 'A'])),
    );
    expect(new Set(seeds.map((name) => made[name])).size).toBe(seeds.length);
    expect(made['NATS_ACCOUNT']).toBe(publicKeyOf(made['NATS_ACCOUNT_SEED']));
    expect(made['NATS_SYSTEM']).toBe(publicKeyOf(made['NATS_SYSTEM_SEED']));
  });

  it('is kept when it is there', () => {
    const before = readFileSync(file, 'utf8');
    expect(run('docker/make-env.mjs', [file])).toEqual([0, '']);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('gets what an earlier version did not ask for, and keeps the rest', () => {
    const earlier = join(directory, 'earlier.env');
    const since = ['PREDICTION_NATS_SEED', 'NATS_DEVICES', 'JWT_SECRET', 'STORAGE_DIRECTORY'];
    const lines = Object.entries(made).filter(([name]) => !since.includes(name));
    const text = lines.map(([name, value]) => `${name}=${value}\n`).join('');
    writeFileSync(earlier, `${text}JWT_SECRET=\nSTORAGE_DIRECTORY=\nMINE=kept`);
    expect(run('docker/make-env.mjs', [earlier])).toEqual([0, '']);
    const now = valuesIn(earlier);
    expect(now).toEqual({
      ...made,
      MINE: 'kept',
      STORAGE_DIRECTORY: '',
      PREDICTION_NATS_SEED: expect.stringMatching(/^SA/) as string,
      JWT_SECRET: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
  });

  it('makes a configuration of the broker without a secret in it', () => {
    const args = [conf, join(directory, 'store'), ...agents];
    expect(run('nats/write-conf.mjs', args, made)).toEqual([0, '']);
    const written = readFileSync(conf, 'utf8');
    expect(written).toContain(`${made['NATS_ACCOUNT'] ?? ''}: ey`);
    expect(written).not.toMatch(/S[AO][A-Z2-7]{56}/);
  });

  it('is asked for by name where a key of it is missing', () => {
    const { ASSETS_NATS_SEED: _, ...others } = made;
    const args = [conf, join(directory, 'store'), ...agents];
    expect(run('nats/write-conf.mjs', args, others)).toEqual([
      1,
      expect.stringContaining('not set: ASSETS_NATS_SEED'),
    ]);
  });
});
