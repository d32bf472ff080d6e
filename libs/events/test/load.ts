import { pause } from '@kindred/kernel'

import type { Owner } from './world.js'

/** Changes of people that go on until they are stopped. */
export interface Load {
  /** How many changes are committed. */
  written(): number
  /** Resolves with the versions that each person has been through. */
  stop(): Promise<Map<string, number[]>>
}

const people = 20

/** Changes twenty people in turn, `everyMs` after each other. */
export function startLoad({ change }: Owner, everyMs: number): Load {
  const stopping = new AbortController()
  let count = 0
  async function run(): Promise<void> {
    const began = performance.now()
    do {
      await change(`person-${count % people}`, Math.floor(count / people) + 1)
      count += 1
    } while (await pause(Math.max(0, began + count * everyMs - performance.now()), stopping.signal))
  }
  const running = run()
  return {
    written: () => count,
    async stop() {
      stopping.abort()
      await running
      return new Map(
        Array.from({ length: Math.min(people, count) }, (_, person) => [
          `person-${person}`,
          Array.from({ length: Math.ceil((count - person) / people) }, (_, version) => version + 1),
        ]),
      )
    },
  }
}
