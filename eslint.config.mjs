import nx from '@nx/eslint-plugin'
import hooks from 'eslint-plugin-react-hooks'
import sort from 'eslint-plugin-simple-import-sort'
import ts from 'typescript-eslint'

import { wallRules } from './tools/lint/src/wall-rules.mjs'

export default ts.config(
  { ignores: ['**/node_modules/**', '**/dist/**', '**/src/gen/**', '.nx/**', '.kindred/**'] },
  ...ts.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mjs'],
    plugins: { '@nx': nx, sort },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          // The benchmarks of an app stand on the generic runner, which is a plain folder and imports nothing of the house; Vite and
          // Vitest read their configs before they know of packages that are written in TypeScript; the console's browser tests drive
          // the same people, in the same stack, as the Mini App's.
          allow: [
            '../../../tools/bench/src/index.js',
            '../../../../tools/bench/src/index.js',
            '../../libs/miniapp/src/build/leave-out-operations.js',
            '../../libs/miniapp/src/build/precompress.js',
            './libs/testkit/src/patience-ms.js',
            './libs/testkit/src/slow-first.js',
            '../../../web/test/browser/*',
            '../../web/test/browser/*',
          ],
          enforceBuildableLibDependency: false,
          // Only in tests: the testkit stands on these libraries, and their tests stand on the testkit.
          ignoredCircularDependencies: ['certificates', 'db', 'identity', 'runtime', 'rpc'].map((lib) => [
            `@kindred/${lib}`,
            '@kindred/testkit',
          ]),
          depConstraints: [
            { sourceTag: 'layer:kernel', onlyDependOnLibsWithTags: [] },
            { sourceTag: 'layer:contracts', onlyDependOnLibsWithTags: [] },
            {
              sourceTag: 'layer:web',
              onlyDependOnLibsWithTags: ['layer:client', 'layer:kernel', 'layer:miniapp', 'layer:testkit'],
              bannedExternalImports: ['kysely', 'pg', 'fastify', '@grpc/*', '@fastify/*'],
            },
            {
              sourceTag: 'layer:miniapp',
              onlyDependOnLibsWithTags: ['layer:client', 'layer:kernel'],
              bannedExternalImports: ['kysely', 'pg', 'fastify', '@grpc/*', '@fastify/*'],
            },
            {
              sourceTag: 'layer:client',
              onlyDependOnLibsWithTags: ['layer:kernel'],
              bannedExternalImports: ['kysely', 'pg', 'fastify', '@grpc/*'],
            },
            {
              sourceTag: 'layer:platform',
              onlyDependOnLibsWithTags: [
                'layer:kernel',
                'layer:contracts',
                'layer:platform',
                'layer:testkit',
              ],
              bannedExternalImports: ['kysely', 'pg'],
            },
            {
              sourceTag: 'layer:persistence',
              onlyDependOnLibsWithTags: [
                'layer:kernel',
                'layer:contracts',
                'layer:platform',
                'layer:persistence',
                'layer:testkit',
              ],
            },
            {
              sourceTag: 'layer:testkit',
              onlyDependOnLibsWithTags: [
                'layer:kernel',
                'layer:contracts',
                'layer:platform',
                'layer:persistence',
              ],
            },
            {
              sourceTag: 'layer:service',
              onlyDependOnLibsWithTags: [
                'layer:kernel',
                'layer:contracts',
                'layer:platform',
                'layer:persistence',
                'layer:testkit',
              ],
            },
            {
              sourceTag: 'layer:gateway',
              onlyDependOnLibsWithTags: [
                'layer:kernel',
                'layer:contracts',
                'layer:platform',
                'layer:client',
                'layer:testkit',
              ],
              bannedExternalImports: ['kysely', 'pg'],
            },
            {
              sourceTag: 'layer:bot',
              onlyDependOnLibsWithTags: [
                'layer:kernel',
                'layer:client',
                'layer:platform',
                'layer:testkit',
                'layer:tool',
              ],
              bannedExternalImports: ['kysely', 'pg', '@grpc/*'],
            },
            {
              sourceTag: 'layer:tool',
              onlyDependOnLibsWithTags: [
                'layer:kernel',
                'layer:contracts',
                'layer:client',
                'layer:platform',
                'layer:testkit',
              ],
            },
            { sourceTag: 'layer:stack', onlyDependOnLibsWithTags: ['*'] },
          ],
        },
      ],
      'sort/imports': ['error', { groups: [['^node:'], ['^@?\\w'], ['^@kindred/'], ['^\\.']] }],
      'max-lines': ['error', { max: 250 }],
      'max-lines-per-function': ['error', { max: 60, IIFEs: true }],
      'max-params': ['error', { max: 4 }],
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
        {
          selector: ':matches(SpreadElement, JSXSpreadAttribute) > ObjectExpression',
          message: 'A spread literal hides wrong keys: write the properties.',
        },
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message: 'Only main.ts reads the environment.',
        },
        {
          selector:
            "CallExpression[callee.object.name='AbortSignal'][callee.property.name='any'] CallExpression[callee.property.name='timeout']",
          message: 'Node 20 drops such a timeout at the next garbage collection: timeLimit of the kernel.',
        },
      ],
      // Types alone: `import type { A }`, which loads nothing; beside values: `import { a, type B }`.
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_$', ignoreRestSiblings: true },
      ],
    },
  },
  ...wallRules,
  {
    files: ['{apps/web,apps/console,libs/miniapp}/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': hooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    files: ['**/*.{test,nightly}.{ts,tsx}'],
    rules: { 'max-lines': ['error', { max: 400 }], 'max-lines-per-function': 'off' },
  },
  { files: ['**/test/**/*.ts'], rules: { 'max-lines-per-function': 'off', 'no-restricted-syntax': 'off' } },
  {
    files: [
      '**/main.ts',
      'tools/stack/src/audit.ts',
      'tools/stack/src/backup.ts',
      'tools/stack/src/doctor.ts',
      'tools/stack/src/restore.ts',
      'tools/stack/src/rpc.ts',
      'tools/stack/src/upgrade-check.ts',
      'tools/stack/src/storage.ts',
      '.ci/**',
      'deploy/**',
      '**/bin/**',
      '**/*.config.*',
      'libs/testkit/src/**',
    ],
    rules: { 'no-restricted-syntax': 'off', 'no-console': 'off' },
  },
  // The root belongs to no project that could be imported by its name.
  { files: ['eslint.config.mjs'], rules: { '@nx/enforce-module-boundaries': 'off' } },
)
