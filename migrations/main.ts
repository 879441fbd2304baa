import 'reflect-metadata';
import { migrateDown, migrateUp, migrationStatus, prepareDatabase } from '@libs/database';
import { connectOptions, NatsConfig, provisionBroker } from '@libs/messaging';
import { configurationOf } from '@libs/runtime';
import { schemas } from './index.js';

const HELP = `Usage: npm run migrate -- <command>

  up              bring every schema and stream up to date
  down <agent>    take back the newest migration of one schema
  status          tell what each schema has had done and what is still to do

Environment: DATABASE_URL (a superuser's or the owner's), NATS_URL (up only, optional),
ROLE_PASSWORD_<AGENT> (sets the passwords of the agents' roles).
`;

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; see npm run migrate -- --help.`);
  return value;
}

function rolePasswords(): Record<string, string> {
  return Object.fromEntries(
    schemas.flatMap(({ schema }) => {
      const password = process.env[`ROLE_PASSWORD_${schema.toUpperCase()}`];
      return password ? [[schema, password]] : [];
    }),
  );
}

async function up(url: string): Promise<void> {
  const names = schemas.map(({ schema }) => schema);
  await prepareDatabase(url, names, rolePasswords());
  const ran = await migrateUp(url, schemas);
  process.stdout.write(ran.length > 0 ? `${ran.join('\n')}\n` : 'Every schema is up to date.\n');
  const natsUrl = process.env['NATS_URL'];
  if (!natsUrl) return;
  await provisionBroker(natsUrl, connectOptions(configurationOf('platform', NatsConfig)));
  process.stdout.write('Every stream is up to date.\n');
}

async function down(url: string, agent: string | undefined): Promise<void> {
  const schema = schemas.find((each) => each.schema === agent);
  if (!schema) throw new Error(`Say which: ${schemas.map((each) => each.schema).join(', ')}.`);
  const undone = await migrateDown(url, schema);
  process.stdout.write(undone ? `${undone} is undone.\n` : 'There is nothing to undo.\n');
}

async function status(url: string): Promise<void> {
  for (const { schema, done, pending } of await migrationStatus(url, schemas)) {
    process.stdout.write(`${schema}: ${done.length} done, ${pending.length} pending\n`);
    for (const name of pending) process.stdout.write(`  pending ${name}\n`);
  }
}

async function main([command, argument]: readonly string[]): Promise<void> {
  switch (command) {
    case 'up':
      return up(required('DATABASE_URL'));
    case 'down':
      return down(required('DATABASE_URL'), argument);
    case 'status':
      return status(required('DATABASE_URL'));
    case undefined:
    default:
      process.stdout.write(HELP);
      if (command !== undefined && command !== '--help') process.exitCode = 2;
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
