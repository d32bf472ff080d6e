import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { AppError } from '@kindred/kernel'

import { createReadiness } from '../src/readiness.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A readiness over a database whose questions are answered when they are told to be. */
function start() {
  const answers: (() => void)[] = []
  const check = () => new Promise<void>((resolve) => answers.push(resolve))
  const readiness = createReadiness({ database: { check } }, async () => ({ storage: true }))
  const look = async (): Promise<boolean | undefined> => (await readiness.look()).checks['database']
  return { look, latest: readiness.latest, answers }
}

describe('readiness', () => {
  it('does not wait for a database that hangs, and asks it one question at a time', async () => {
    const { look, latest, answers } = start()
    const first = look()
    await vi.advanceTimersByTimeAsync(500)
    expect(await first).toBe(false)
    expect(latest()).toEqual({ database: 'DATABASE_TIMEOUT' })
    for (let looks = 0; looks < 3; looks += 1) {
      await vi.advanceTimersByTimeAsync(1_001)
      expect(await look()).toBe(false)
    }
    expect(answers).toHaveLength(1)
    answers[0]!()
    await vi.advanceTimersByTimeAsync(1_001)
    const next = look()
    answers[1]!()
    expect(await next).toBe(true)
    expect(latest()).toEqual({})
  })

  it('tells what the database refuses', async () => {
    const full = new AppError({ kind: 'unavailable', code: 'DATABASE_FULL', detail: 'No room.' })
    const readiness = createReadiness({ database: { check: () => Promise.reject(full) } }, async () => ({}))
    expect((await readiness.look()).checks).toEqual({ database: false })
    expect(readiness.latest()).toEqual({ database: 'DATABASE_FULL' })
  })

  it('takes an answer that comes in time', async () => {
    const { look, answers } = start()
    const first = look()
    await vi.advanceTimersByTimeAsync(499)
    answers[0]!()
    expect(await first).toBe(true)
  })
})
