import { hash, verify } from '@node-rs/argon2';

// Argon2id with OWASP's first choice of parameters.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

let nobodys: Promise<string> | undefined;

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** Compares in the same time whether or not there is a hash to compare with. */
export async function isPassword(password: string, expected: string | null): Promise<boolean> {
  nobodys ??= hashPassword('nobody has this password');
  const matches = await verify(expected ?? (await nobodys), password);
  return matches && expected !== null;
}
