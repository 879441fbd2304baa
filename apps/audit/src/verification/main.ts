import { dataSourceFor, UnitOfWork } from '@libs/database';
import { ConfigurationFault, configurationOf } from '@libs/runtime';
import { HELP, readOptions } from './options.js';
import { asText, summaryOf, type Summary } from './summary.js';
import { VerificationConfig } from './verification.config.js';
import { verifyAll, type TrailReport } from './verify-all.js';

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function verify(args: readonly string[]): Promise<Summary | undefined> {
  const options = readOptions(args);
  if (options.help) {
    say(HELP.trimEnd());
    return undefined;
  }
  const config = configurationOf('audit', VerificationConfig);
  const source = dataSourceFor('audit', [], config);
  await source.initialize().catch((error: unknown) => {
    throw new Error(`The database does not let us in: ${reasonOf(error)}`, { cause: error });
  });
  try {
    const begun = performance.now();
    const reports: TrailReport[] = [];
    for await (const report of verifyAll(new UnitOfWork(source), options, config.auditSigningKey)) {
      reports.push(report);
    }
    const summary = summaryOf(reports, (performance.now() - begun) / 1000);
    say(options.json ? JSON.stringify(summary, null, 2) : asText(summary));
    return summary;
  } finally {
    await source.destroy();
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof ConfigurationFault) {
    return 'There is no database to verify: set AUDIT_DATABASE_URL or DATABASE_URL.';
  }
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}

verify(process.argv.slice(2)).then(
  (summary) => {
    if (summary && !summary.intact) process.exitCode = 1;
  },
  (error: unknown) => {
    process.stderr.write(`${reasonOf(error)}\n`);
    process.exitCode = 2;
  },
);
