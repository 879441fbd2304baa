import ipaddr from 'ipaddr.js';

/** Inside a plant: what its operator may open to outgoing requests. */
const INSIDE = ['private', 'loopback', 'uniqueLocal', 'carrierGradeNat'];

/** What the internet routes; everything else in IPv6 is special or not given out. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/** Public by its number, but within Azure it is the host below the machine. */
const HOST_OF_AZURE = '168.63.129.16';

/**
 * Where an IP address (text) leads. `closed` is what no request of ours may reach, whatever is
 * configured: link-local (metadata of clouds), multicast, reserved, and IPv6 that wraps IPv4.
 */
export function whereIs(address: string): 'public' | 'inside' | 'closed' {
  if (!ipaddr.isValid(address) || address.includes('%')) return 'closed';
  const parsed = ipaddr.parse(address);
  const range = parsed.range();
  if (INSIDE.includes(range)) return 'inside';
  if (range !== 'unicast' || parsed.toString() === HOST_OF_AZURE) return 'closed';
  if (parsed instanceof ipaddr.IPv6 && !parsed.match(GLOBAL_UNICAST)) return 'closed';
  return 'public';
}
