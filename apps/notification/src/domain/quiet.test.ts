import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { localTime } from './local-time.js'
import { isQuiet, type QuietHours, quietUntil } from './quiet.js'

const nights = (zone: string): QuietHours => ({ on: true, from: 23 * 60, to: 8 * 60, zone })
const endOf = (quiet: QuietHours, now: string): string | undefined =>
  quietUntil(quiet, new Date(now))?.toISOString()

describe('quiet hours end at eight on the wall', () => {
  it.each([
    // Spring: the clock jumps forward in the night, which is an hour shorter.
    ['Europe/Berlin', '2026-03-28T22:30:00Z', '2026-03-29T06:00:00.000Z'],
    ['America/New_York', '2026-03-08T04:30:00Z', '2026-03-08T12:00:00.000Z'],
    ['Australia/Sydney', '2026-10-03T13:30:00Z', '2026-10-03T21:00:00.000Z'],
    // Autumn: it goes back, and the night is an hour longer.
    ['Europe/Berlin', '2026-10-24T21:30:00Z', '2026-10-25T07:00:00.000Z'],
    ['America/New_York', '2026-11-01T03:30:00Z', '2026-11-01T13:00:00.000Z'],
    ['Australia/Sydney', '2026-04-04T12:30:00Z', '2026-04-04T22:00:00.000Z'],
    // A night without a change, in a zone of three quarters of an hour.
    ['Asia/Kathmandu', '2026-06-15T18:00:00Z', '2026-06-16T02:15:00.000Z'],
  ])('in %s from %s', (zone, now, end) => {
    expect(endOf(nights(zone), now)).toBe(end)
  })

  it('is not quiet by day, nor for somebody without quiet hours', () => {
    expect(endOf(nights('Europe/Berlin'), '2026-03-29T10:00:00Z')).toBeUndefined()
    expect(endOf({ ...nights('UTC'), on: false }, '2026-03-29T01:00:00Z')).toBeUndefined()
    expect(endOf({ ...nights('UTC'), to: 23 * 60 }, '2026-03-29T01:00:00Z')).toBeUndefined()
  })

  it('is quiet until the jump where the clock leaves out the very minute of their end', () => {
    const quiet = { on: true, from: 22 * 60, to: 2 * 60 + 30, zone: 'Europe/Berlin' }
    expect(endOf(quiet, '2026-03-29T00:30:00Z')).toBe('2026-03-29T01:00:00.000Z')
  })

  it('wakes nobody before and nobody later than the first minute that is not quiet, whatever the hours, the zone and the day', () => {
    const zones = [
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Tehran',
      'Pacific/Apia',
      'UTC',
    ]
    const minute = fc.integer({ min: 0, max: 1_439 })
    const time = fc.integer({ min: Date.UTC(2026, 0, 1) / 60_000, max: Date.UTC(2027, 11, 31) / 60_000 })
    fc.assert(
      fc.property(fc.constantFrom(...zones), minute, minute, time, (zone, from, to, at) => {
        const quiet = { on: true, from, to, zone }
        const now = new Date(at * 60_000)
        const end = quietUntil(quiet, now)
        if (end === undefined) return !isQuiet(quiet, localTime(zone, now))
        const before = new Date(end.getTime() - 60_000)
        return (
          end > now &&
          end.getTime() - now.getTime() <= 26 * 3_600_000 &&
          !isQuiet(quiet, localTime(zone, end)) &&
          isQuiet(quiet, localTime(zone, before))
        )
      }),
    )
  })
})
