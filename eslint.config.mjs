import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const specs = ['**/*.spec.ts'];

const environment = {
  object: 'process',
  property: 'env',
  message: 'The environment is read and validated in libs/runtime; take a configuration class.',
};
const processModule = {
  name: 'node:process',
  message: 'Use the global process, so that the rule on process.env holds.',
};

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', '.millwright/', 'docs/generated/']),
  {
    // A rule that has to be switched off in place is either wrong for everybody or right here too.
    linterOptions: { noInlineConfig: true },
  },
  {
    files: ['{apps,libs,migrations,tools,test}/**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      // One program for all files: a project service would load each app's own tsconfig again.
      parserOptions: { project: 'tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // Files with decorators are left alone: what they inject must stay a value at run time.
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/naming-convention': [
        'error',
        {
          selector: 'interface',
          format: ['PascalCase'],
          custom: { regex: '^I[A-Z][a-z]', match: false },
        },
        { selector: ['class', 'typeAlias', 'enum'], format: ['PascalCase'] },
      ],
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-restricted-properties': ['error', environment],
      'no-restricted-imports': ['error', processModule],

      // Only noise here: a Nest module is an empty class with a decorator and Nest's options are
      // classes used as shapes; an async method without await keeps an interface; `get<T>()` names
      // the type of a reply; `return message.ack()` leaves early; a number reads well in text; a key
      // that is data may look like data; and a condition on a field is not unnecessary after an
      // await, when others may have changed it.
      '@typescript-eslint/dot-notation': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
    },
  },
  {
    files: ['{apps,libs}/**/*.ts'],
    ignores: [...specs, 'libs/testing/**'],
    rules: {
      'no-console': 'error',
      'no-restricted-globals': [
        'error',
        { name: 'fetch', message: 'It follows redirects to anywhere; take fetchSafely.' },
      ],
    },
  },
  {
    files: ['libs/{runtime,testing}/**/*.ts', 'tools/**/*.ts', 'migrations/main.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['apps/*/src/domain/**/*.ts'],
    ignores: specs,
    rules: {
      'no-restricted-properties': [
        'error',
        environment,
        { object: 'Date', property: 'now', message: 'A decision is given the time as a value.' },
        { object: 'Math', property: 'random', message: 'A decision is given chance as a value.' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'A decision is given the time as a value.',
        },
      ],
    },
  },
  {
    files: specs,
    rules: {
      // Matchers such as expect.objectContaining() are typed any; handing methods to expect() is how one asserts.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/unbound-method': 'off',
      'no-restricted-imports': [
        'error',
        processModule,
        { name: 'node:timers/promises', message: 'Wait with a probe that says what did not come.' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[object.name=/^(it|test|describe)$/][property.name="only"]',
          message: 'A focused test lets the others pass unseen.',
        },
        {
          selector:
            'CallExpression[callee.object.name=/^(it|test|describe)$/][callee.property.name="skip"]',
          message:
            'Skip on a condition that the reader sees: const whenInstalled = found ? it : it.skip.',
        },
      ],
    },
  },
  {
    // Programs that run before anything is installed: plain modules, without type information.
    files: ['**/*.mjs'],
    languageOptions: {
      globals: Object.fromEntries(
        ['AbortController', 'AbortSignal', 'Buffer', 'TextDecoder', 'URL', 'URLSearchParams']
          .concat(['clearInterval', 'clearTimeout', 'console', 'fetch', 'performance', 'process'])
          .concat(['queueMicrotask', 'setImmediate', 'setInterval', 'setTimeout'])
          .map((name) => [name, 'readonly']),
      ),
    },
    rules: {
      eqeqeq: 'error',
      'no-const-assign': 'error',
      'no-dupe-keys': 'error',
      'no-undef': 'error',
      'no-unreachable': 'error',
      'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
);
