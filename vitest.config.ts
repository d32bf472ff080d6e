import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'kindred',
          include: ['{apps,libs,tools}/*/{src,test}/**/*.test.{ts,tsx}'],
          globalSetup: ['libs/testkit/src/global-setup.ts'],
          pool: 'forks',
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
