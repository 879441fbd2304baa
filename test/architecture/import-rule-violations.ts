type Files = Record<string, string>;

const imports = (...targets: string[]) => targets.map((target) => `import '${target}';\n`).join('');

const packageNames = [
  '@bull-board/api',
  '@lhncbc/ucum-lhc',
  '@nats-io/jetstream',
  '@nestjs/common',
  'bullmq',
  'class-validator',
  'nodemailer',
  'typeorm',
];

/** The packages the files below import, so that each import leads somewhere. */
export const stubPackages: Files = {
  'package.json': JSON.stringify({
    dependencies: Object.fromEntries(packageNames.map((name) => [name, '1.0.0'])),
    devDependencies: { 'fast-check': '1.0.0' },
  }),
  ...Object.fromEntries(
    [...packageNames, 'fast-check', 'undeclared'].flatMap((name) => [
      [`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' })],
      [`node_modules/${name}/index.js`, ''],
    ]),
  ),
};

/** A small plant in which everything is imported as it should be. */
export const lawfulFiles: Files = {
  'libs/contracts/src/index.ts': imports('class-validator'),
  'libs/detectors/src/index.ts': imports('./detector.js'),
  'libs/detectors/src/detector.ts': '',
  'libs/watch/src/index.ts': imports('@libs/contracts', '@libs/detectors'),
  'libs/alarm-rules/src/index.ts': imports('@libs/contracts'),
  'libs/runtime/src/index.ts': imports('@libs/contracts', './log.js'),
  'libs/runtime/src/log.ts': imports('@nestjs/common'),
  'libs/database/src/index.ts': imports('@libs/runtime', 'typeorm'),
  'libs/jobs/src/index.ts': imports('@libs/database', 'bullmq'),
  'libs/outgoing/src/index.ts': imports('node:https'),
  'libs/units/src/index.ts': imports('@libs/contracts', '@lhncbc/ucum-lhc'),
  'libs/messaging/src/index.ts': imports('@libs/jobs', '@nats-io/jetstream'),
  'libs/testing/src/index.ts': imports('@libs/messaging', 'fast-check'),
  'migrations/index.ts': imports('./alarms/0001-alarm.js'),
  'migrations/alarms/0001-alarm.ts': imports('typeorm'),
  'apps/alarms/src/main.ts': imports('@libs/runtime', './alarms.module.js'),
  'apps/alarms/src/alarms.module.ts': imports('@nestjs/common', './handlers/raise.handler.js'),
  'apps/alarms/src/handlers/raise.handler.ts': imports(
    'node:crypto',
    '@libs/messaging',
    '../persistence/alarm.repository.js',
    '../domain/decide.js',
  ),
  'apps/alarms/src/persistence/alarm.repository.ts': imports(
    'typeorm',
    '@libs/database',
    '../domain/decide.js',
  ),
  'apps/alarms/src/domain/decide.ts': imports(
    '@libs/contracts',
    '@libs/detectors',
    '@libs/watch',
    '@libs/alarm-rules',
  ),
  'apps/alarms/src/domain/decide.unit.spec.ts': imports('./decide.js', '@libs/testing'),
  'apps/gateway/src/main.ts': imports('./board/board.controller.js'),
  'apps/gateway/src/board/board.controller.ts': imports('bullmq', '@bull-board/api'),
  'apps/all-in-one/src/main.ts': imports('./all-in-one.module.js'),
  'apps/all-in-one/src/all-in-one.module.ts': imports('../../alarms/src/alarms.module.js'),
  'tools/replay/src/main.ts': imports('@libs/contracts', '@nats-io/jetstream'),
  'test/pipeline/pipeline.e2e.spec.ts': imports('@libs/testing'),
};

export const isLawful = (file: string) => file in lawfulFiles;

/** For each rule the smallest files that break it and no other. */
export const violations: Record<string, Files> = {
  'no-cycles': {
    'libs/runtime/src/hen.ts': imports('./egg.js'),
    'libs/runtime/src/egg.ts': imports('./hen.js'),
  },
  'no-orphans': { 'libs/runtime/src/alone.ts': '' },
  'no-unresolvable-imports': { 'libs/runtime/src/lost.ts': imports('./nowhere.js') },
  'no-undeclared-packages': { 'libs/runtime/src/borrowed.ts': imports('undeclared') },
  'no-dev-dependency-in-production': { 'libs/runtime/src/dice.ts': imports('fast-check') },
  'no-testing-in-production': { 'libs/messaging/src/false.ts': imports('@libs/testing') },
  'no-import-of-specs': {
    'apps/alarms/src/domain/again.unit.spec.ts': imports('./decide.unit.spec.js'),
  },
  'production-imports-no-tool-or-test': {
    'libs/runtime/src/play.ts': imports('../../../tools/replay/src/main.js'),
  },
  'no-agent-imports-another': {
    'apps/alarms/src/handlers/peek.handler.ts': imports('../../../gateway/src/main.js'),
  },
  'all-in-one-imports-modules-only': {
    'apps/all-in-one/src/deep.ts': imports('../../alarms/src/domain/decide.js'),
  },
  'agents-are-not-libraries': {
    'tools/replay/src/reuse.ts': imports('../../../apps/alarms/src/domain/decide.js'),
  },
  'domain-is-pure': { 'apps/alarms/src/domain/read-file.ts': imports('node:fs') },
  'persistence-only-remembers': {
    'apps/alarms/src/persistence/speaking.repository.ts': imports('@libs/messaging'),
  },
  'ways-in-tell-short-stories': {
    'apps/alarms/src/jobs/send-mail.job.ts': imports('nodemailer'),
  },
  'modules-only-wire': { 'apps/alarms/src/mail.module.ts': imports('nodemailer') },
  'contracts-stay-plain': { 'libs/contracts/src/started.ts': imports('@libs/runtime') },
  'detectors-stay-pure': { 'libs/detectors/src/stored.ts': imports('node:fs') },
  'watch-stays-pure': { 'libs/watch/src/tell.ts': imports('@libs/messaging') },
  'alarm-rules-stay-pure': { 'libs/alarm-rules/src/read.ts': imports('node:fs') },
  'runtime-imports-no-later-lib': { 'libs/runtime/src/queue.ts': imports('@libs/jobs') },
  'database-imports-no-later-lib': { 'libs/database/src/send.ts': imports('@libs/messaging') },
  'jobs-imports-no-later-lib': { 'libs/jobs/src/send.ts': imports('@libs/messaging') },
  'outgoing-stands-alone': { 'libs/outgoing/src/log.ts': imports('@libs/runtime') },
  'only-outgoing-calls-out': { 'apps/alarms/src/direct/call.ts': imports('node:https') },
  'libs-only-through-index': {
    'libs/database/src/inside.ts': imports('../../runtime/src/log.js'),
  },
  'migrations-stand-alone': { 'migrations/alarms/0002-words.ts': imports('@libs/contracts') },
  'only-messaging-speaks-nats': {
    'apps/alarms/src/direct/publish.ts': imports('@nats-io/jetstream'),
  },
  'only-persistence-speaks-sql': { 'apps/alarms/src/direct/select.ts': imports('typeorm') },
  'only-units-reads-ucum': { 'apps/alarms/src/direct/unit.ts': imports('@lhncbc/ucum-lhc') },
  'only-jobs-speak-bullmq': { 'apps/alarms/src/direct/queue.ts': imports('bullmq') },
};
