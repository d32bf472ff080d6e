import { fileURLToPath } from 'node:url'

import { vi } from 'vitest'

import { createTestStack, type TestStack } from './test-stack.js'

/** Who is killed, one after the other. */
export const victims = ['bot', 'notification', 'chat'] as const
export type Victim = (typeof victims)[number]

/** Kills one of them in the middle of whatever it does; resolves when another process has taken its place. */
export type Killing = () => Promise<void>

interface Bundling {
  readonly apps: readonly string[]
  readonly stack: string
  bundleAll(
    targets: readonly { folder: string; name?: string }[],
    load: () => Promise<unknown>,
  ): Promise<number>
}

export const checkout = fileURLToPath(new URL('../../..', import.meta.url))

/** A Kindred whose apps are processes of their own, which are started again when they end. */
export async function createKillableStack(): Promise<TestStack> {
  const bundling = (await import(new URL('../bin/bundle.mjs', import.meta.url).href)) as Bundling
  const targets = [
    { folder: bundling.stack, name: 'attached' },
    ...bundling.apps.map((folder) => ({ folder })),
  ]
  await bundling.bundleAll(targets, () => import('esbuild'))
  return createTestStack({ processes: { checkout } })
}

/** Kills a process that is started again by somebody else; resolves when that is done. */
export async function killProcess(pid: () => number | undefined): Promise<void> {
  const killed = pid() ?? 0
  process.kill(killed, 'SIGKILL')
  await vi.waitUntil(() => ![undefined, killed].includes(pid()), { timeout: 60_000, interval: 20 })
}
