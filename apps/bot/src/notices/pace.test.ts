import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createPace, type Pace } from './pace.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const { signal } = new AbortController()
const everySecond = (moments: readonly number[]): number =>
  Math.max(...moments.map((from) => moments.filter((one) => one >= from && one < from + 1_000).length))

/** When each of the chats got its turn, as long as all get one. */
async function turnsOf(pace: Pace, chats: readonly number[]): Promise<number[]> {
  const moments = chats.map(async (chat) => {
    expect(await pace.turn(chat, { until: Infinity, signal })).toBe(true)
    return Date.now()
  })
  await vi.advanceTimersByTimeAsync(120_000)
  return Promise.all(moments)
}

describe('the pace of notices', () => {
  it('notices never go out faster than thirty a second over all chats', async () => {
    const moments = await turnsOf(
      createPace(),
      Array.from({ length: 200 }, (_, chat) => chat),
    )
    expect(everySecond(moments)).toBe(30)
    expect(moments.at(-1)! - moments[0]!).toBeLessThan(8_000)
    expect([...moments].sort((one, other) => one - other)).toEqual(moments)
  })

  it('notices never go out faster than one a second in a chat, and others do not wait for it', async () => {
    const [a, b, other] = await turnsOf(createPace(), [1, 1, 2])
    expect(b! - a!).toBeGreaterThanOrEqual(1_000)
    expect(other! - a!).toBe(10)
  })

  it('notices make room for what people are answered', async () => {
    const pace = createPace()
    const prev = async () => ({ ok: true, result: true }) as never
    const begun = Date.now()
    for (let n = 0; n < 30; n++) await pace.transformer(prev, 'sendMessage', { chat_id: n, text: 'hi' })
    await pace.transformer(prev, 'sendChatAction', { chat_id: 40, action: 'typing' })
    expect([pace.takeOwn(), pace.takeOwn()]).toEqual([30, 0])
    const [moment] = await turnsOf(pace, [50])
    expect(moment! - begun).toBeGreaterThanOrEqual(1_000)
  })

  it('a chat in which Telegram asked for silence waits, and others do not wait for it', async () => {
    const pace = createPace()
    const begun = Date.now()
    pace.hold(1, 7)
    expect([pace.heldMs(1), pace.heldMs(2)]).toEqual([7_000, 0])
    const moments = await turnsOf(pace, [1, 2])
    expect(moments.map((moment) => moment - begun)).toEqual([7_000, 0])
  })

  it('all notices wait for as long as Telegram asked when it asked so in two chats', async () => {
    const pace = createPace()
    const begun = Date.now()
    pace.hold(1, 7)
    pace.hold(2, 7)
    expect(pace.heldMs(3)).toBe(7_000)
    const moments = await turnsOf(pace, [1, 2, 3])
    expect(moments.map((moment) => moment - begun).sort((one, other) => one - other)).toEqual([
      7_000, 7_010, 7_020,
    ])
  })

  it('a notice has no turn when it would come too late, or when the bot stops', async () => {
    const pace = createPace()
    pace.hold(1, 60)
    expect(await pace.turn(1, { until: Date.now() + 40_000, signal })).toBe(false)
    const stopping = new AbortController()
    const turn = pace.turn(1, { until: Infinity, signal: stopping.signal })
    stopping.abort()
    expect(await turn).toBe(false)
  })
  it('a notice has no turn in a bot that was stopped for longer than it was to wait', async () => {
    const pace = createPace()
    pace.hold(1, 2)
    const turn = pace.turn(1, { until: Date.now() + 55_000, signal })
    vi.setSystemTime(Date.now() + 90_000)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(await turn).toBe(false)
  })
})
