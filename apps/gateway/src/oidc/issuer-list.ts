import { ContractBroken, readAs } from '@libs/messaging';
import { ValidateBy } from 'class-validator';
import { ISSUER } from '../auth/own-issuer.js';
import { Issuer } from './issuer.js';

/** Reads a JSON list of issuers; throws with what is wrong. */
export function readIssuers(text: string): Issuer[] {
  const list: unknown = JSON.parse(text);
  if (!Array.isArray(list)) throw new Error('must be a JSON list');
  const issuers = list.map((each: unknown) => readAs(Issuer, each, 'issuer', 'refuse'));
  const names = [ISSUER, ...issuers.map(({ issuer }) => issuer)];
  if (new Set(names).size < names.length) throw new Error('names an issuer twice');
  return issuers;
}

function faultOf(text: unknown): string | undefined {
  try {
    readIssuers(String(text));
    return undefined;
  } catch (error) {
    if (error instanceof ContractBroken) return error.faults.map(({ message }) => message).join();
    return error instanceof Error ? error.message : String(error);
  }
}

/** A configured text that `readIssuers` can read. */
export const IsIssuerList = (): PropertyDecorator =>
  ValidateBy({
    name: 'isIssuerList',
    validator: {
      validate: (text) => faultOf(text) === undefined,
      defaultMessage: (at) => `is no list of issuers: ${faultOf(at?.value) ?? ''}`,
    },
  });
