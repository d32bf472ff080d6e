import { createTestDatabase, type TestAuthority, testServiceConfig } from '@kindred/testkit'

import type { ServiceConfig } from '../src/index.js'

/** Undone after each test, last first. */
export interface Cleaner {
  later(undo: () => unknown): void
  clean(): Promise<void>
}

export function createCleaner(): Cleaner {
  const undos: (() => unknown)[] = []
  return {
    later: (undo) => void undos.push(undo),
    async clean() {
      for (let undo = undos.pop(); undo !== undefined; undo = undos.pop()) await undo()
    },
  }
}

/** The config of a service under test, on a database of its own and any free ports. */
export async function openConfig(
  authority: TestAuthority,
  cleaner: Cleaner,
  overrides: Partial<ServiceConfig> = {},
): Promise<ServiceConfig> {
  const { url, drop } = await createTestDatabase('service')
  cleaner.later(drop)
  return { ...testServiceConfig(authority, url), peers: {}, ...overrides }
}
