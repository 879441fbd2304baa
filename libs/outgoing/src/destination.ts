import { lookup as lookUp, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { promisify } from 'node:util';
import { whereIs } from './address.js';

/** What a configuration opens beyond public addresses over HTTPS on port 443. */
export interface Reach {
  /** Plain HTTP, addresses inside a plant, and every port. */
  readonly allowPrivate?: boolean;
}

/** Every address of a name. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

/** A request was not made, or its answer not taken, for the safety of ours. */
export class OutgoingRefused extends Error {
  override readonly name = 'OutgoingRefused';
}

const bySystem = promisify(lookUp);
const systemResolve: Resolve = (host) => bySystem(host, { all: true });

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}

function assertOpen(addresses: readonly string[], { allowPrivate = false }: Reach): void {
  const open = allowPrivate ? ['public', 'inside'] : ['public'];
  if (addresses.length > 0 && addresses.every((each) => open.includes(whereIs(each)))) return;
  // Which address it is would tell outsiders what names lead to inside.
  throw new OutgoingRefused('The host leads to an address that requests from here may not reach.');
}

/** Reads a URL; throws an OutgoingRefused for what needs no look at its host's addresses. */
export function readUrl(text: string, reach: Reach = {}): URL {
  if (!URL.canParse(text)) throw new OutgoingRefused('This is not a URL.');
  const url = new URL(text);
  const schemes = reach.allowPrivate ? ['https:', 'http:'] : ['https:'];
  if (!schemes.includes(url.protocol)) {
    throw new OutgoingRefused(`Only ${schemes.join(' and ')} URLs are allowed.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new OutgoingRefused('A URL must not hold a user or a password.');
  }
  if (!reach.allowPrivate && url.port !== '') {
    throw new OutgoingRefused('Only port 443 is allowed.');
  }
  if (isIP(hostOf(url)) !== 0) assertOpen([hostOf(url)], reach);
  return url;
}

/**
 * Resolves a URL's host once, refuses it when any of its addresses is out of reach, and answers a
 * lookup that knows these addresses alone: a name that changes afterwards gains nothing.
 */
export async function checkedLookup(
  url: URL,
  reach: Reach,
  resolve: Resolve = systemResolve,
): Promise<LookupFunction> {
  const host = hostOf(url);
  const family = isIP(host);
  const found = family === 0 ? await resolve(host) : [{ address: host, family }];
  assertOpen(
    found.map(({ address }) => address),
    reach,
  );
  return (_host, options, callback) => {
    const wanted = found.filter((each) => !options.family || each.family === options.family);
    const [first] = wanted;
    if (!first) callback(new OutgoingRefused('The host has no such address.'), '');
    else if (options.all) callback(null, [...wanted]);
    else callback(null, first.address, first.family);
  };
}
