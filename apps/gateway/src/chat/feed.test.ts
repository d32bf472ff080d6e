import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { Feed } from './feed.js'

const frame = (position: number | undefined) => ({ position, text: String(position ?? 'typing') })

function openFeed(start: number) {
  const sent: string[] = []
  let overflows = 0
  const feed = new Feed(start, { send: ({ text }) => sent.push(text), giveUp: () => (overflows += 1) })
  return { feed, sent, overflows: () => overflows }
}

describe('a feed', () => {
  it('holds live events until its release, and passes on what has no place', () => {
    const { feed, sent } = openFeed(4)
    feed.live(frame(5))
    feed.live(frame(undefined))
    expect(sent).toEqual(['typing'])
    feed.release()
    feed.live(frame(6))
    expect(sent).toEqual(['typing', '5', '6'])
  })

  it('goes on from a new start after a resync', () => {
    const { feed, sent } = openFeed(4)
    feed.live(frame(5))
    feed.restart(9)
    feed.release()
    feed.live(frame(9))
    feed.live(frame(10))
    expect(sent).toEqual(['10'])
  })

  it('goes on from what it has sent, and not from before it', () => {
    const { feed, sent } = openFeed(4)
    feed.release()
    feed.live(frame(5))
    expect([feed.goOnFrom(4), feed.goOnFrom(5), feed.goOnFrom(3)]).toEqual([5, 5, undefined])
    feed.missed(frame(5))
    feed.missed(frame(6))
    expect(sent).toEqual(['5', '6'])
  })

  it('says when too much is held', () => {
    const { feed, overflows } = openFeed(0)
    for (let position = 1; position <= 1_000; position++) feed.live(frame(position))
    expect(overflows()).toBe(0)
    feed.live(frame(1_001))
    expect(overflows()).toBe(1)
  })

  it('sends each event once and in order when the resume comes first, wherever live events fall', () => {
    const world = fc.record({
      since: fc.nat(20),
      start: fc.nat(20),
      before: fc.nat(8),
      during: fc.nat(8),
      after: fc.nat(8),
    })
    fc.assert(
      fc.property(world, ({ since, start, before, during, after }) => {
        fc.pre(since <= start)
        const { feed, sent } = openFeed(start)
        let last = start
        const live = (count: number) => {
          for (const end = last + count; last < end;) feed.live(frame(++last))
        }
        live(before)
        feed.hold()
        const synced = last
        expect(feed.goOnFrom(since)).toBe(since)
        live(during)
        for (let position = since + 1; position <= synced; position++) feed.missed(frame(position))
        feed.caughtUp(synced)
        feed.release()
        live(after)
        expect(sent.map(Number)).toEqual(Array.from({ length: last - since }, (_, i) => since + 1 + i))
      }),
    )
  })
})
