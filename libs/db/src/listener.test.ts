import type pg from 'pg'
import { afterEach, describe, expect, it, vi } from 'vitest'

import { testLog } from '@kindred/testkit'

import { keepProving } from './listener.js'

afterEach(() => void vi.useRealTimers())

/** How often a connection proves itself in 10 s. */
async function proofsWhile(isWaiting: boolean): Promise<number> {
  vi.useFakeTimers()
  const prove = vi.fn(async () => true)
  const watch = {
    look: async () => undefined,
    isWaiting: () => isWaiting,
    giveUp: () => undefined,
    lost: () => undefined,
  }
  const proof = { prove, end: () => undefined, isOver: false }
  const opened = { client: {} as pg.Client, talk: { query: vi.fn() }, proof }
  const stop = keepProving(opened, watch, testLog)
  await vi.advanceTimersByTimeAsync(10_000)
  stop()
  return prove.mock.calls.length
}

describe('the listening connection', () => {
  it('proves itself twice a second while a query waits for the database, and seldom while none does', async () => {
    expect(await proofsWhile(true)).toBe(20)
    expect(await proofsWhile(false)).toBe(5)
  })
})
