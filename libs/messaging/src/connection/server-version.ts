/** The oldest servers that are not open to known attacks, by line. */
const SAFE: readonly (readonly [number, number, number])[] = [
  [2, 11, 16],
  [2, 12, 7],
];

/** Why a server of this version must not be used; undefined when it may. */
export function whyUnsafe(version: string): string | undefined {
  const [release = '', preview] = version.split('-', 2);
  const [major = 0, minor = 0, patch = 0] = release.split('.').map(Number);
  const ofLine = SAFE.find(([a, b]) => a === major && b === minor);
  const newest = SAFE.at(-1) ?? [0, 0, 0];
  const isSafe = ofLine
    ? patch > ofLine[2] || (patch === ofLine[2] && preview === undefined)
    : major > newest[0] || (major === newest[0] && minor > newest[1]);
  if (isSafe) return undefined;
  return (
    `nats-server ${version} is open to known attacks (CVE-2023-47090, CVE-2025-30215); ` +
    'use 2.11.16, 2.12.7 or newer, or say ALLOW_OLD_NATS=true.'
  );
}

/** Whether a host name or address is this machine itself. */
export function isLoopback(host: string): boolean {
  return ['localhost', '[::1]', '::1'].includes(host) || /^127(\.\d{1,3}){3}$/.test(host);
}
