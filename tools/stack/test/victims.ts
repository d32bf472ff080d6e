import { fileURLToPath } from 'node:url'

import { vi } from 'vitest'

import type { StackOptions } from '../src/index.js'
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

/** Bundles every app, so that each can be a process of its own; resolves with the checkout. */
export async function bundleAllApps(): Promise<string> {
  const bundling = (await import(new URL('../bin/bundle.mjs', import.meta.url).href)) as Bundling
  const targets = [
    { folder: bundling.stack, name: 'attached' },
    ...bundling.apps.map((folder) => ({ folder })),
  ]
  await bundling.bundleAll(targets, () => import('esbuild'))
  return checkout
}

/** A Kindred whose apps are processes of their own, which are started again when they end. */
export const createKillableStack = async (options: Partial<StackOptions> = {}): Promise<TestStack> =>
  createTestStack({ ...options, processes: { checkout: await bundleAllApps() } })

/** Kills a process that is started again by somebody else; resolves when that is done. */
export async function killProcess(pid: () => number | undefined): Promise<void> {
  const killed = pid() ?? 0
  process.kill(killed, 'SIGKILL')
  await vi.waitUntil(() => ![undefined, killed].includes(pid()), { timeout: 60_000, interval: 20 })
}

/** What happens to a process that somebody else starts again when it ends. */
export const appProcess = (pid: () => number | undefined, harm: 'killed' | 'hung') => ({
  strike: async () => {
    if (harm === 'killed') await killProcess(pid)
    else process.kill(pid() ?? 0, 'SIGSTOP')
  },
  mend: () => {
    if (harm === 'hung') process.kill(pid() ?? 0, 'SIGCONT')
  },
})
