/** The suffix of a test says what it needs: nothing (unit), real servers (int), the whole pipeline (e2e). */
const esmPackages = [
  '@nestjs',
  '@fastify/cookie',
  'file-type',
  'strtok3',
  'token-types',
  '@tokenizer',
  'uint8array-extras',
  '@borewit',
  'load-esm',
  'content-disposition',
  'cookie',
  '@standard-schema',
  'typebox',
  'jose',
  'uuid',
  'temporal-polyfill',
  'temporal-utils',
].join('|');

const project = (name, testMatch, extra = {}) => ({
  displayName: name,
  rootDir: __dirname,
  testMatch,
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/.millwright/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  testEnvironment: 'node',
  transform: {
    '^.+\\.(ts|js)$': [
      '@swc/jest',
      {
        module: { type: 'commonjs' },
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: {
            legacyDecorator: true,
            decoratorMetadata: true,
            useDefineForClassFields: false,
          },
          keepClassNames: true,
        },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmPackages})/)`],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^@libs/(.*)$': '<rootDir>/libs/$1/src/index.ts',
    '^tweetnacl$': '<rootDir>/test/native-ed25519.cjs',
    '^@migrations$': '<rootDir>/migrations/index.ts',
  },
  ...extra,
});

const withPostgres = {
  globalSetup: '<rootDir>/test/private-postgres.setup.mjs',
  globalTeardown: '<rootDir>/test/private-postgres.teardown.mjs',
};

module.exports = {
  testTimeout: 60_000,
  reporters: ['default', '<rootDir>/test/results.reporter.mjs'],
  projects: [
    project('unit', ['<rootDir>/**/*.unit.spec.ts']),
    project('int', ['<rootDir>/**/*.int.spec.ts'], withPostgres),
    project('e2e', ['<rootDir>/**/*.e2e.spec.ts'], withPostgres),
  ],
};
