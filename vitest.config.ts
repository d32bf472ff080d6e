import { availableParallelism } from 'node:os'

import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Much of a test's time is waiting for servers: one worker more than there are cores keeps them busy.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        test: {
          name: 'kindred',
          include: ['{apps,libs,tools}/*/{src,test}/**/*.test.ts'],
          exclude: ['apps/web/**'],
          globalSetup: ['libs/testkit/src/global-setup.ts'],
          pool: 'forks',
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
