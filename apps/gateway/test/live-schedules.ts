import { afterEach, expect, it, vi } from 'vitest'

import { runSchedule } from './schedule.js'

const upTo = (last: number): number[] => Array.from({ length: last }, (_, i) => 1 + i)

/** Tests so many schedules over lines of each latency. */
export function itTellsOnceOverLinesThatBreak(schedules: number): void {
  afterEach(() => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  })

  it.each([0, 100, 700, 2_000])(
    `events come once, in order and without a gap over lines of %s ms that break, in ${schedules} schedules and for three kinds of clients`,
    { timeout: 300_000 },
    async (latencyMs) => {
      for (let round = 0; round < schedules; round += 1) {
        const seed = latencyMs * 1_000 + round
        const { told, resyncs, clients } = await runSchedule({ seed, latencyMs })
        const all = upTo(told)
        for (const [client, seqs] of Object.entries(clients))
          expect({ seed, client, resyncs, seqs: seqs.join(' ') }).toEqual({
            seed,
            client,
            resyncs: 0,
            seqs: all.join(' '),
          })
      }
    },
  )
}
