import { availableParallelism } from 'node:os'

import { defineConfig } from 'vitest/config'

import { patienceMs } from './libs/testkit/src/patience-ms.js'
import { SlowFirst } from './libs/testkit/src/slow-first.js'

const patience = 'libs/testkit/src/patience.ts'
const browser = 'apps/{web,console}/test/browser/**/*.test.ts'
const browserNightly = browser.replace('.test.ts', '.nightly.ts')

export default defineConfig({
  test: {
    // Much of a test's time is waiting for servers: one worker more than there are cores keeps them busy.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: SlowFirst },
    projects: [
      {
        test: {
          name: 'kindred',
          include: ['{apps,libs,tools}/*/{src,test}/**/*.test.{ts,tsx}'],
          exclude: [browser],
          globalSetup: ['libs/testkit/src/global-setup.ts'],
          pool: 'forks',
          // A worker loads the libraries once for all its files, which saves a quarter of the whole time.
          isolate: false,
          // A busy machine takes its time; nothing is waited for longer than it needs.
          expect: { poll: { timeout: patienceMs } },
          setupFiles: [patience],
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      ...[
        { name: 'browser', include: [browser] },
        { name: 'browser-nightly', include: [browserNightly] },
      ].map((which) => ({
        test: {
          ...which,
          globalSetup: ['apps/web/test/browser/global-setup.ts'],
          pool: 'forks' as const,
          isolate: false,
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 240_000,
          expect: { poll: { timeout: patienceMs } },
          setupFiles: [patience],
        },
      })),
      {
        test: {
          // What takes too long for each change: `bash .ci/run nightly`.
          name: 'nightly',
          include: ['{apps,libs,tools}/*/test/**/*.nightly.ts'],
          exclude: [browserNightly],
          globalSetup: ['libs/testkit/src/global-setup.ts'],
          pool: 'forks',
          fileParallelism: false,
          expect: { poll: { timeout: patienceMs } },
          setupFiles: [patience],
          testTimeout: 3_600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
})
