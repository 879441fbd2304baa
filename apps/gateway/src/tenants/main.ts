import 'reflect-metadata';
import { manageTenants } from './manage-tenants.js';

const HELP = `Usage: npm run tenants -- <command>

  add <code> <name>   add a tenant; prints the password of its first administrator, once
  list                list every tenant

Environment: GATEWAY_DATABASE_URL or DATABASE_URL (that of the gateway's own role).
`;

async function main(args: readonly string[]): Promise<void> {
  const told = await manageTenants(args);
  process.stdout.write(told ?? HELP);
  if (told === undefined && args.length > 0 && args[0] !== '--help') process.exitCode = 2;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
