import { lookup, type LookupAddress } from 'node:dns';
import { BlockList, type LookupFunction } from 'node:net';
import { promisify } from 'node:util';

const reserved = new BlockList();
for (const range of [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/3',
  '::/127',
  '64:ff9b::/96',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
]) {
  const [network = '', prefix] = range.split('/');
  reserved.addSubnet(network, Number(prefix), network.includes(':') ? 'ipv6' : 'ipv4');
}

/** Whether an address is one that anybody on the internet could reach. */
export function isPublic({ address, family }: LookupAddress): boolean {
  return !reserved.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** A webhook points to where it must not go. */
export class ForbiddenAddress extends Error {
  override readonly name = 'ForbiddenAddress';
}

/**
 * Resolves a host once and answers a lookup that always leads there: a name that changes its
 * address between the check and the connection gains nothing.
 */
export async function pinnedLookup(url: URL, allowPrivate: boolean): Promise<LookupFunction> {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const found = await promisify(lookup)(host);
  if (!allowPrivate && !isPublic(found)) {
    throw new ForbiddenAddress(
      `${host} is a private address; set WEBHOOK_ALLOW_PRIVATE=true to allow such`,
    );
  }
  return (_, options, callback) => {
    if (options.all) callback(null, [found]);
    else callback(null, found.address, found.family);
  };
}
