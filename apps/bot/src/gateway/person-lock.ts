import { pause } from '@kindred/kernel'

import type { Gateway, Sender } from './gateway.js'
import { createMemory } from './memory.js'

/** Whoever has held a lock for so long is gone. */
const maxHeldMs = 30_000
const lookAgainMs = 200

/** Lets one bot at a time do something for a person, where Kindred itself takes the last word of two. */
export function createPersonLock(
  gateway: Gateway,
  key: string,
): <Result>(sender: Sender, work: () => Promise<Result>) => Promise<Result> {
  const memory = createMemory(gateway, key, (json) => json as { readonly until: number })

  async function acquire(sender: Sender): Promise<number> {
    for (;;) {
      const { value, version } = await memory.read(sender)
      if (value === undefined || value.until < Date.now()) {
        const kept = await memory.write(sender, { until: Date.now() + maxHeldMs }, version)
        if (kept !== undefined) return kept.version
      }
      await pause(lookAgainMs)
    }
  }

  return async <Result>(sender: Sender, work: () => Promise<Result>): Promise<Result> => {
    const version = await acquire(sender)
    try {
      return await work()
    } finally {
      await memory.write(sender, undefined, version)
    }
  }
}
