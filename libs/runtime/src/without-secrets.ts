const SECRET = /password|passwd|secret|token|authorization|cookie|api_?key|credential/i;
const CREDENTIALS = /\/\/[^@/\s]+@/g;
/** Tokens, keys of webhooks and seeds of NATS users, wherever they stand. */
const TOKENS =
  /\bBearer\s+\S+|\beyJ[\w-]+\.[\w-]+\.[\w-]*|\bwhsec_[\w+/=]+|\bS[UAOC][A-Z2-7]{56}\b/gi;
const REDACTED = '[redacted]';
const DEEPEST = 6;

/** Text in which addresses show neither user nor password, and no token stands. */
export function withoutCredentials(text: string): string {
  return text.replace(CREDENTIALS, `//${REDACTED}@`).replace(TOKENS, REDACTED);
}

/**
 * A copy fit for a log: fields that sound like secrets are blackened at any depth, and of an
 * error there remain its name, message, stack, code and cause. What else it carries (a query's
 * parameters, a request's headers) are values of somebody.
 */
export function withoutSecrets(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return withoutCredentials(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEEPEST) return '[deeper]';
  if (value instanceof Error) return described(value, depth);
  if (Array.isArray(value)) return value.map((each) => withoutSecrets(each, depth + 1));
  if ('toJSON' in value || value instanceof Uint8Array) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      SECRET.test(key) ? REDACTED : withoutSecrets(each, depth + 1),
    ]),
  );
}

function described(error: Error, depth: number): object {
  return {
    type: error.name,
    message: withoutCredentials(error.message),
    stack: withoutCredentials(error.stack ?? ''),
    ...('code' in error && { code: error.code }),
    ...(error.cause !== undefined && { cause: withoutSecrets(error.cause, depth + 1) }),
  };
}
