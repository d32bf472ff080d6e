import { defineConfig } from 'vitest/config'

const browser = 'apps/web/test/browser/**/*.test.ts'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'kindred',
          include: ['{apps,libs,tools}/*/{src,test}/**/*.test.{ts,tsx}'],
          exclude: [browser],
          globalSetup: ['libs/testkit/src/global-setup.ts'],
          pool: 'forks',
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: [browser],
          globalSetup: ['apps/web/test/browser/global-setup.ts'],
          pool: 'forks',
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
