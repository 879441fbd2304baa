import type { Transaction } from './unit-of-work.js';

/** Runs work that may fail without failing its transaction: what it did is undone alone. */
export async function attempt<T>(tx: Transaction, work: () => Promise<T>): Promise<T> {
  await tx.query('SAVEPOINT attempt');
  try {
    const result = await work();
    await tx.query('RELEASE SAVEPOINT attempt');
    return result;
  } catch (error) {
    // A connection that is gone leaves the first error the one to tell.
    await tx.query('ROLLBACK TO SAVEPOINT attempt').catch(() => undefined);
    throw error;
  }
}
