/** One private Postgres for a whole test run; each test file makes a database of its own in it. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../infrastructure/local/servers/postgres.mjs';

export default async function setUp() {
  const directory = await mkdtemp(join(tmpdir(), 'millwright-postgres-'));
  // As root, Postgres runs as another user, who must be able to enter.
  await chmod(directory, 0o711);
  const server = await startPostgres({
    dataDir: join(directory, 'data'),
    logFile: join(directory, 'postgres.log'),
    password: 'test',
    // A test run's data is worth nothing after a crash.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  });
  process.env.LOG_LEVEL ??= 'fatal';
  // A response that the API's document does not describe fails the test that asked for it.
  process.env.CHECK_RESPONSES ??= 'refuse';
  process.env.TEST_POSTGRES_URL = server.url;
  globalThis.stopPostgres = async () => {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  };
}
