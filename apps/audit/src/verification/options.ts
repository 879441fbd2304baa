import { parseArgs } from 'node:util';

export const HELP = `Usage: npm run audit:verify -- [options]

  --tenant <code|id>  this tenant's trail only
  --exports <dir>     signed heads from this directory too: a copy that lies where nobody who could
                      change the database could change it
  --key <file>        public key of the signed heads (the answer of GET /api/v1/audit/key, a JWK, a
                      JWK set or PEM); may be given more than once. Without it: AUDIT_SIGNING_KEY
  --json              one JSON document instead of text
  --help              this text

Reads every entry of every trail, and names the first row of each that is not as it was written.
Exit code 0: all are intact; 1: one is not; 2: it could not be found out.
The database is that of npm start, or of AUDIT_DATABASE_URL or DATABASE_URL.
`;

/** What the command line asks for. */
export interface Options {
  readonly tenant: string | undefined;
  readonly exports: string | undefined;
  readonly keys: readonly string[];
  readonly json: boolean;
  readonly help: boolean;
}

export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      tenant: { type: 'string' },
      exports: { type: 'string' },
      key: { type: 'string', multiple: true },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const { tenant, exports, key = [], json, help } = values;
  return { tenant, exports, keys: key, json, help };
}
