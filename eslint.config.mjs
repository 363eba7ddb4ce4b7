import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

const root = dirname(fileURLToPath(import.meta.url));
const restrict = (patterns, message) => ['error', { patterns: patterns.map((group) => ({ group: [group], message })) }];

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'coverage/**',
      '.parley/**',
      'node_modules/**',
      'clients/sdk/generated/**',
      'screenshots/**',
      '**/*.mjs',
      '**/*.js',
      '**/*.cjs',
      '**/vite.config.ts',
      'codegen.ts',
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { 'import-x': importX },
    languageOptions: {
      parserOptions: { project: ['./tsconfig.json', './clients/tsconfig.json'], tsconfigRootDir: root },
    },
    settings: {
      'import-x/extensions': ['.ts', '.tsx'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
      'import-x/resolver': { node: { extensions: ['.ts', '.tsx', '.d.ts'] } },
    },
    rules: {
      'import-x/no-cycle': ['error', { maxDepth: Infinity }],
      'import-x/no-default-export': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message: 'The environment is read once, in server/config.ts.',
        },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/unbound-method': ['error', { ignoreStatic: true }],
    },
  },
  // A union that has grown is told at the first value that nobody expected: assertNever, where there is nothing else to say.
  { files: ['src/**'], rules: { 'default-case': 'error' } },
  {
    files: ['src/routing/**', 'src/streams/**', 'src/auth/policy.ts', 'src/auth/actor.ts', 'src/actions/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['setTimeout', 'setInterval', 'crypto', 'performance'].map((name) => ({
          name,
          message: 'The core is told the time.',
        })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time comes from the database, through the transaction.' },
        { object: 'Math', property: 'random', message: 'Randomness is a port.' },
      ],
      'no-restricted-imports': restrict(
        ['typeorm', 'pg', 'graphql', 'type-graphql', '@apollo/*', 'fastify', 'ws', 'graphql-ws', 'node:*'],
        'The core and the actions know no framework.',
      ),
    },
  },
  {
    files: ['src/events/**', 'src/resolvers/**', 'src/server/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message: 'The environment is read once, in server/config.ts.',
        },
        {
          selector: ':function[async=true][generator=true]',
          message: 'An async generator keeps an unsubscribed viewer until its next event: write the iterator by hand.',
        },
      ],
    },
  },
  { files: ['src/server/config.ts', 'tests/**', 'bench/**', 'ormconfig.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['ormconfig.ts'], rules: { 'import-x/no-default-export': 'off' } },
  {
    files: ['tests/**', 'bench/**'],
    rules: {
      'max-lines-per-function': 'off',
      'import-x/no-default-export': 'off',
      'no-console': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
);
