import { HttpProblem } from '../http/problem.js';
import { SigningKeysUnavailable } from './signing-keys.js';

/** Tells that an issuer does not answer as what it is: nobody's fault here, and it will pass. */
export async function unlessUnavailable<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof SigningKeysUnavailable)) throw error;
    const detail = 'The keys of the issuer of this token cannot be had now; try again shortly.';
    throw new HttpProblem({ status: 503, title: 'Not available', detail });
  }
}
