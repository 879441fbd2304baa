/** The variables each process of the system is started with: its own secrets and no others. */
import { join } from 'node:path';
import { demoTenantId } from './project.mjs';

const key = (agent, name) => `${agent.toUpperCase().replaceAll('-', '_')}_${name}`;

/** The caller's environment without the addresses that belong to the owner. */
const inherited = () => {
  const { DATABASE_URL: _database, NATS_URL: _nats, REDIS_URL: _redis, ...rest } = process.env;
  return rest;
};

const databaseUrl = ({ postgres }, user, password) =>
  `postgres://${user}:${password}@${postgres.host}:${postgres.port}/${postgres.database}`;

const forAgent = (agent, { services, secrets, port, healthPorts, stateDir }) => ({
  [key(agent, 'DATABASE_URL')]: databaseUrl(services, agent, secrets.postgresRoles[agent]),
  [key(agent, 'NATS_URL')]: services.nats.urlFor(agent),
  [key(agent, 'SECRETS_KEY')]: secrets.secretsKeys[agent],
  ...(healthPorts?.[agent] && { [key(agent, 'HEALTH_PORT')]: String(healthPorts[agent]) }),
  ...(agent === 'access' &&
    secrets.nats && {
      ACCESS_DEVICES_ACCOUNT: services.nats.devicesAccount,
      ACCESS_DEVICES_SEED: secrets.nats.signers.devices,
      ACCESS_OPERATOR_SEED: secrets.nats.operator,
      ACCESS_SYSTEM_NATS_URL: services.nats.urlFor('sys'),
    }),
  ...(agent === 'gateway' && {
    PORT: String(port),
    JWT_SECRET: secrets.jwt,
    ADMIN_PASSWORD: secrets.adminPassword,
  }),
  ...(agent === 'audit' && {
    AUDIT_SIGNING_KEY: secrets.auditSigningKey,
    AUDIT_EXPORT_DIR: join(stateDir, 'audit'),
  }),
});

/** Environment of a process that holds these agents. */
export const agentsEnvironment = (agents, system) => ({
  NODE_ENV: 'production',
  LOG_LEVEL: 'info',
  // Everybody here is one person, whose measurements ask without a pause.
  RATE_LIMIT_READS_PER_MINUTE: '120000',
  RATE_LIMIT_WRITES_PER_MINUTE: '12000',
  RATE_LIMIT_TENANT_PER_MINUTE: '240000',
  ...(!process.env.STORAGE_S3_BUCKET && { STORAGE_DIRECTORY: join(system.stateDir, 'files') }),
  ...inherited(),
  REDIS_URL: system.services.redis.url,
  // The demo's phone listens on loopback, which notification refuses unless it is told.
  ...(system.extra?.DEMO_WEBHOOK_URL && { WEBHOOK_ALLOW_PRIVATE: 'true' }),
  ...Object.assign({}, ...agents.map((agent) => forAgent(agent, system))),
});

/** Environment of the migrations: the owner of the database and the password of every role. */
export const migrationsEnvironment = ({ services, secrets }) => ({
  ...inherited(),
  DATABASE_URL: services.postgres.url,
  NATS_URL: services.nats.urlFor('platform'),
  ...Object.fromEntries(
    Object.entries(secrets.postgresRoles).map(([role, password]) => [
      `ROLE_PASSWORD_${role.toUpperCase().replaceAll('-', '_')}`,
      password,
    ]),
  ),
});

/** Environment of what plays the plant: the simulator, its seed, the replay of a file. */
export const plantEnvironment = ({ natsUrl, apiUrl, adminPassword, extra }) => ({
  ...inherited(),
  NATS_URL: natsUrl,
  API_URL: apiUrl,
  TENANT_ID: demoTenantId,
  ADMIN_USER: 'admin',
  ADMIN_PASSWORD: adminPassword,
  ...extra,
});
