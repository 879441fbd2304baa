/** The variables each process of the system is started with: its own secrets and no others. */
import { demoTenantId } from './project.mjs';

const key = (agent, name) => `${agent.toUpperCase().replaceAll('-', '_')}_${name}`;

/** The caller's environment without the addresses that belong to the owner. */
const inherited = () => {
  const { DATABASE_URL: _database, NATS_URL: _nats, REDIS_URL: _redis, ...rest } = process.env;
  return rest;
};

const databaseUrl = ({ postgres }, user, password) =>
  `postgres://${user}:${password}@${postgres.host}:${postgres.port}/${postgres.database}`;

const forAgent = (agent, { services, secrets, port, healthPorts }) => ({
  [key(agent, 'DATABASE_URL')]: databaseUrl(services, agent, secrets.postgresRoles[agent]),
  [key(agent, 'NATS_URL')]: services.nats.urlFor(agent),
  ...(healthPorts?.[agent] && { [key(agent, 'HEALTH_PORT')]: String(healthPorts[agent]) }),
  ...(agent === 'gateway' && {
    PORT: String(port),
    JWT_SECRET: secrets.jwt,
    ADMIN_PASSWORD: secrets.adminPassword,
  }),
});

/** Environment of a process that holds these agents. */
export const agentsEnvironment = (agents, system) => ({
  NODE_ENV: 'production',
  LOG_LEVEL: 'info',
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
