import { unitCodeOf } from '@libs/contracts';
import { ucum } from './ucum.js';

/** The UCUM code that text means, or why it means none. */
export type ReadUnit =
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'fault'; readonly message: string };

const SUGGESTIONS = 3;
const PRINTABLE = /^[!-~]+$/;

/** Reads a unit: a UCUM code, or a common spelling of one. */
export async function readUnit(text: string): Promise<ReadUnit> {
  const code = unitCodeOf(text);
  const unknown = `${text} is no UCUM code`;
  const example = `${unknown}, such as mm/s, Cel or bar`;
  // The library writes to the console what it cannot even begin to read.
  if (!PRINTABLE.test(code)) return { kind: 'fault', message: example };
  const { status, ucumCode, suggestions = [] } = (await ucum()).validateUnitString(code, true);
  if (status === 'valid' && ucumCode !== null) return { kind: 'code', code: ucumCode };
  const close = suggestions.flatMap(({ units }) => units.map(([suggested]) => suggested));
  const meant = [...(ucumCode === null ? [] : [ucumCode]), ...close].slice(0, SUGGESTIONS);
  const message = meant.length > 0 ? `${unknown}; perhaps ${meant.join(' or ')}?` : example;
  return { kind: 'fault', message };
}
