/** Debian and Ubuntu packages of the servers: the programs only, nothing started or enabled. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { runCommand, lastLines } from '../processes/command.mjs';
import { atEnd, Fault } from '../processes/lifetime.mjs';
import { findProgram } from './programs.mjs';

const packageOf = {
  postgres: 'postgresql',
  nats: 'nats-server',
  redis: 'redis-server',
  openssl: 'openssl',
  clamd: 'clamav-daemon',
};

/** What a package brings along to be started with the machine. */
const servicesOf = {
  postgres: ['postgresql'],
  nats: ['nats-server'],
  redis: ['redis-server'],
  openssl: [],
  clamd: ['clamav-daemon', 'clamav-freshclam'],
};

/** `sudo apt-get install …` for these servers, to show to a person. */
export const remedyFor = (names) =>
  `sudo apt-get install -y ${names.map((name) => packageOf[name]).join(' ')}`;

/** True where packages can be installed without asking anybody. */
export const canInstallPackages = () =>
  process.getuid?.() === 0 && findProgram('apt-get') !== undefined;

const writeForNow = (file, text, mode) => {
  const before = existsSync(file) ? readFileSync(file) : undefined;
  const restore = () => (before ? writeFileSync(file, before) : rmSync(file, { force: true }));
  const withdraw = atEnd(restore);
  writeFileSync(file, text, { mode });
  return () => {
    withdraw();
    restore();
  };
};

/** Debian's own switches against starting services and against making a first database cluster. */
const forbidServices = () => writeForNow('/usr/sbin/policy-rc.d', '#!/bin/sh\nexit 101\n', 0o755);
const forbidFirstCluster = () =>
  writeForNow(
    '/etc/postgresql-common/createcluster.conf',
    'create_main_cluster = false\nstart_conf = disabled\n',
    0o644,
  );

const apt = (...args) =>
  runCommand('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=120', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });

const install = async (packages) => {
  const { code, output } = await apt('install', '-y', '--no-install-recommends', ...packages);
  if (code === 0) return;
  throw new Fault(
    `apt-get could not install ${packages.join(', ')}: install the programs by hand (nats-server: https://github.com/nats-io/nats-server/releases, into /usr/local/bin), or set DATABASE_URL, NATS_URL and REDIS_URL.\n${lastLines(output)}`,
  );
};

/** Installs the programs of these servers with apt-get, as root. */
export const installPackages = async (names, log) => {
  const packages = names.map((name) => packageOf[name]);
  log(`installing ${packages.join(', ')} with apt-get`);
  const restore = [forbidServices()];
  try {
    await apt('update');
    if (names.includes('postgres')) {
      await install(['postgresql-common']);
      restore.push(forbidFirstCluster());
    }
    await install(packages);
    const services = names.flatMap((name) => servicesOf[name]);
    if (existsSync('/run/systemd/system') && services.length > 0) {
      await runCommand('systemctl', ['disable', ...services]);
    }
  } finally {
    restore.forEach((undo) => undo());
  }
};
