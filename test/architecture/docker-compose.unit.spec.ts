import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { topology } from '@libs/contracts';
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
const { services } = parse(text, { merge: true }) as { services: Record<string, Service> };
const agents = topology.map(({ agent }) => agent);
const hasCompose = spawnSync('docker', ['compose', 'version']).status === 0;

describe('the composition of containers', () => {
  it.each(agents)(
    'runs %s by itself, with its own database and broker user, once all is ready',
    (agent) => {
      const service = services[agent];
      const prefix = agent.toUpperCase();
      expect(service?.command?.join(' ')).toContain(`apps/${agent}/src/main.js`);
      expect(service?.environment?.[`${prefix}_DATABASE_URL`]).toContain(`postgres://${agent}:`);
      expect(service?.environment?.[`${prefix}_NATS_URL`]).toContain(`nats://${agent}:`);
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

  it('takes exactly the variables that the example documents', () => {
    const taken = [...text.matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name);
    const told = [...documented.matchAll(/^#? ?([A-Z_]+)=/gm)].map(([, name]) => name);
    expect([...new Set(taken)].sort()).toEqual([...new Set(told)].sort());
  });

  (hasCompose ? it : it.skip)('is understood by docker compose', () => {
    const file = ['--env-file', '.env.example', 'config', '-q'];
    const { status, stderr } = spawnSync('docker', ['compose', ...file], { cwd: ROOT });
    expect([status, stderr.toString()]).toEqual([0, '']);
  });
});
