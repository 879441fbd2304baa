/** What may import what. Every rule says why; test/architecture proves that every rule bites. */

const specs = '\\.spec\\.ts$';
const testsOnly = [specs, '^test/', '^libs/testing/'];
const packages = (...names) => `(^|/)node_modules/(${names.join('|')})/`;

const libsInOrder = ['runtime', 'database', 'jobs', 'messaging'];
const libsBuildUpward = libsInOrder.slice(0, -1).map((lib, index) => ({
  name: `${lib}-imports-no-later-lib`,
  comment: `Libraries build upward (${libsInOrder.join(' → ')}): what lies below must start and be tested without what lies above.`,
  severity: 'error',
  from: { path: `^libs/${lib}/`, pathNot: specs },
  to: { path: `^libs/(${libsInOrder.slice(index + 1).join('|')})/` },
}));

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Files in a cycle can only be read, tested and loaded together.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment:
        'A file nobody imports and that imports nothing is dead, unless something starts it.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          specs,
          '^test/[^/]+\\.(setup|teardown|reporter)\\.mjs$',
          '(^|/)(main|index)\\.ts$',
          '\\.d\\.ts$',
        ],
      },
      to: {},
    },
    {
      name: 'no-unresolvable-imports',
      comment: 'An import that leads nowhere fails at start, not at build.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-undeclared-packages',
      comment:
        'A package that package.json does not name comes and goes with somebody else’s update.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-dev-dependency-in-production',
      comment: 'Images are installed without devDependencies.',
      severity: 'error',
      from: { path: '^(apps|libs|migrations|tools)/', pathNot: testsOnly },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'type-only'] },
    },
    {
      name: 'no-testing-in-production',
      comment: '@libs/testing starts servers and builds false data; it is for tests only.',
      severity: 'error',
      from: { pathNot: testsOnly },
      to: { path: '^libs/testing/' },
    },
    {
      name: 'no-import-of-specs',
      comment:
        'A spec is run, not imported; what two specs need lives in @libs/testing or a file of its own.',
      severity: 'error',
      from: {},
      to: { path: specs },
    },
    {
      name: 'production-imports-no-tool-or-test',
      comment: 'The product must build without its tools and tests.',
      severity: 'error',
      from: { path: '^(apps|libs|migrations)/' },
      to: { path: '^(tools|test)/' },
    },

    {
      name: 'no-agent-imports-another',
      comment:
        'Agents meet only through events and requests; each can be deployed and replaced alone.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/all-in-one/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'all-in-one-imports-modules-only',
      comment: 'It is a list of modules: nothing but deployment differs from separate processes.',
      severity: 'error',
      from: { path: '^apps/all-in-one/' },
      to: { path: '^apps/', pathNot: '^apps/(all-in-one/|[^/]+/src/[^/]+\\.module\\.ts$)' },
    },
    {
      name: 'agents-are-not-libraries',
      comment:
        'What libraries, migrations or tools need from an agent is a contract or does not belong to it.',
      severity: 'error',
      from: { path: '^(libs|migrations|tools)/' },
      to: { path: '^apps/' },
    },

    {
      name: 'domain-is-pure',
      comment:
        'Decisions are functions over plain data: their own files, the contracts and the libraries that are pure too, no I/O, no framework.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/src/domain/', pathNot: specs },
      to: { pathNot: ['^apps/$1/src/domain/', '^libs/(contracts|detectors|watch|alarm-rules)/'] },
    },
    {
      name: 'persistence-only-remembers',
      comment: 'It maps domain data to tables; what it cannot reach it cannot decide.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/src/persistence/', pathNot: specs },
      to: {
        pathNot: [
          '^apps/$1/src/(persistence|domain)/',
          '^libs/(database|contracts|alarm-rules|watch)/',
          packages('typeorm', '@nestjs/typeorm', '@nestjs/common', 'pg'),
        ],
      },
    },
    {
      name: 'ways-in-tell-short-stories',
      comment:
        'Handlers, commands, queries and jobs use their agent, the libraries and Nest; other packages get a folder of their own.',
      severity: 'error',
      from: {
        path: '^apps/([^/]+)/src/(handlers|commands|queries|jobs)/',
        pathNot: [specs, '^apps/gateway/'],
      },
      to: {
        pathNot: [
          '^apps/$1/src/(?![^/]+\\.module\\.ts$|main\\.ts$)',
          '^apps/(?!$1/)',
          '^libs/',
          packages('@nestjs', 'rxjs'),
        ],
        dependencyTypesNot: ['core'],
      },
    },
    {
      name: 'modules-only-wire',
      comment: 'A module is the table of contents of its agent: own files, libraries, Nest.',
      severity: 'error',
      from: {
        path: '^apps/([^/]+)/src/[^/]+\\.module\\.ts$',
        pathNot: '^apps/(gateway|all-in-one)/',
      },
      to: { pathNot: ['^apps/', '^libs/', packages('@nestjs')] },
    },

    {
      name: 'contracts-stay-plain',
      comment:
        'Contracts are read by every agent and by tools: decorators that describe shapes, no I/O, no other library.',
      severity: 'error',
      from: { path: '^libs/contracts/', pathNot: specs },
      to: {
        pathNot: [
          '^libs/contracts/',
          packages(
            'class-validator',
            'class-transformer',
            '@nestjs/swagger',
            '@nestjs/common',
            'reflect-metadata',
          ),
        ],
      },
    },
    {
      name: 'detectors-stay-pure',
      comment:
        'The live agent, the backtest and the command line score by the same code: numbers in, numbers out, nothing else.',
      severity: 'error',
      from: { path: '^libs/detectors/', pathNot: specs },
      to: { pathNot: '^libs/detectors/' },
    },
    {
      name: 'watch-stays-pure',
      comment:
        'What people are told is decided live, in a backtest and on the simulated plant by the same code: plain data in and out.',
      severity: 'error',
      from: { path: '^libs/watch/', pathNot: specs },
      to: { pathNot: '^libs/(watch|detectors|contracts)/' },
    },
    {
      name: 'alarm-rules-stay-pure',
      comment: 'A rule is judged live and in a backtest by the same code: plain data in and out.',
      severity: 'error',
      from: { path: '^libs/alarm-rules/', pathNot: specs },
      to: { pathNot: '^libs/(alarm-rules|contracts)/' },
    },
    ...libsBuildUpward,
    {
      name: 'libs-only-through-index',
      comment: 'index.ts is the promise of a library; behind it everything may change.',
      severity: 'error',
      from: { path: '^((?:libs/)?[^/]+)/' },
      to: { path: '^libs/', pathNot: ['^$1/', '^libs/[^/]+/src/index\\.ts$'] },
    },
    {
      name: 'migrations-stand-alone',
      comment:
        'A released migration must do the same for ever, so it uses nothing that changes with the product.',
      severity: 'error',
      from: { path: '^migrations/[^/]+/', pathNot: specs },
      to: { path: '^libs/', pathNot: '^libs/(database|testing)/' },
    },

    {
      name: 'outgoing-stands-alone',
      comment: 'What guards every request to a stranger’s address is read and tested by itself.',
      severity: 'error',
      from: { path: '^libs/outgoing/', pathNot: specs },
      to: { path: '^libs/', pathNot: '^libs/outgoing/' },
    },
    {
      name: 'only-outgoing-calls-out',
      comment:
        'A URL that somebody gave us may lead inside: fetchSafely checks where it goes. Servers of our own listen in the gateway and in the runtime; the scanner’s address is the operator’s.',
      severity: 'error',
      from: {
        path: '^(apps|libs)/',
        pathNot: [...testsOnly, '^libs/(outgoing|runtime|storage)/', '^apps/gateway/src/http/'],
      },
      to: { path: '^(node:)?(https?|http2|net|tls|dns|dgram)(/promises)?$' },
    },
    {
      name: 'only-messaging-speaks-nats',
      comment: 'Acknowledgement, order and identity are settled in one place.',
      severity: 'error',
      from: { pathNot: [...testsOnly, '^libs/messaging/', '^tools/'] },
      to: { path: packages('@nats-io') },
    },
    {
      name: 'only-persistence-speaks-sql',
      comment: 'Tenant and transaction are set in one place; a query elsewhere escapes both.',
      severity: 'error',
      from: {
        pathNot: [
          ...testsOnly,
          '^libs/database/',
          '^migrations/',
          '^apps/[^/]+/src/(persistence|domain)/',
        ],
      },
      to: { path: packages('typeorm', '@nestjs/typeorm', 'pg') },
    },
    {
      name: 'only-units-reads-ucum',
      comment: 'Its tables take 12 MB and are loaded when first needed, in one place.',
      severity: 'error',
      from: { pathNot: [...testsOnly, '^libs/units/'] },
      to: { path: packages('@lhncbc/ucum-lhc') },
    },
    {
      name: 'only-jobs-speak-bullmq',
      comment:
        'Redis is a doorbell: due work lives in Postgres, and @libs/jobs keeps it so. The gateway’s board only shows it.',
      severity: 'error',
      from: { pathNot: [...testsOnly, '^libs/jobs/', '^apps/gateway/src/board/'] },
      to: { path: packages('bullmq', '@nestjs/bullmq', '@bull-board') },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|coverage|\\.millwright)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
