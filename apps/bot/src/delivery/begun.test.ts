import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createBegun } from './begun.js'
import { heldMs } from './delivery.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('an update of Telegram', () => {
  it('an update is kept by Telegram until its work and that of those before it is done', async () => {
    const begun = createBegun()
    const ends: (() => void)[] = []
    for (const id of [7, 8, 9]) begun.add(id, () => new Promise((resolve) => ends.push(resolve)))
    expect([begun.offset(), begun.held()]).toEqual([7, 3])
    ends[1]!()
    await vi.advanceTimersByTimeAsync(0)
    expect([begun.offset(), begun.held()]).toEqual([7, 2])
    ends[0]!()
    await vi.advanceTimersByTimeAsync(0)
    expect([begun.offset(), begun.held()]).toEqual([9, 1])
    ends[2]!()
    await begun.settled()
    expect([begun.offset(), begun.held()]).toEqual([10, 0])
  })

  it('an update that comes again while it is known is not begun again', async () => {
    const begun = createBegun()
    let runs = 0
    const count = async (): Promise<void> => void (runs += 1)
    begun.add(8, () => new Promise(() => undefined))
    begun.add(9, count)
    await vi.advanceTimersByTimeAsync(0)
    begun.add(8, count)
    begun.add(9, count)
    expect(runs).toBe(1)
  })

  it('an update whose work takes very long holds nobody up', async () => {
    const begun = createBegun()
    begun.add(8, () => new Promise(() => undefined))
    begun.add(9, async () => undefined)
    await vi.advanceTimersByTimeAsync(heldMs)
    expect([begun.offset(), begun.held()]).toEqual([10, 0])
  })
})
