import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits: nobody guesses it. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is kept of a secret; who reads the table cannot read the calendar. */
export const secretHash = (secret: string): Buffer => createHash('sha256').update(secret).digest();
