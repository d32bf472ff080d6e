import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { moveTo, nextTick, type Place, secondsUntilChange } from './location.js'

const minute = 60_000
const start = new Date('2026-11-22T10:07:00Z')
const after = (ms: number) => new Date(start.getTime() + ms)
const nowhere: Place = { cell: null, pending_cell: null, pending_due_at: null }

/** Lets somebody try to move at every one of the moments; returns those that were allowed. */
function allowedMoments(gaps: readonly number[]): Date[] {
  const allowed: Date[] = []
  let time = start.getTime()
  for (const gap of gaps) {
    const now = new Date((time += gap))
    if (secondsUntilChange(allowed, now) === 0) allowed.push(now)
  }
  return allowed
}

const maxWithin = (moments: readonly Date[], windowMs: number) =>
  Math.max(
    0,
    ...moments.map(
      (from) => moments.filter((to) => to >= from && to.getTime() - from.getTime() < windowMs).length,
    ),
  )

describe('secondsUntilChange', () => {
  it('lets six changes an hour pass and says when the seventh may', () => {
    const six = [0, 1, 2, 3, 4, 5].map((n) => after(n * minute))
    expect(secondsUntilChange(six.slice(1), after(10 * minute))).toBe(0)
    expect(secondsUntilChange(six, after(10 * minute))).toBe(50 * 60)
    expect(secondsUntilChange(six, after(60 * minute))).toBe(0)
  })

  it('lets twenty changes a day pass and says when the next may', () => {
    const twenty = Array.from({ length: 20 }, (_, n) => after(n * 30 * minute))
    expect(secondsUntilChange(twenty, after(12 * 60 * minute))).toBe(12 * 3600)
    expect(secondsUntilChange(twenty, after(24 * 60 * minute))).toBe(0)
  })

  it('never lets more than 6 within any hour nor more than 20 within any day, however somebody tries', () => {
    const gaps = fc.array(fc.oneof(fc.nat(5 * minute), fc.nat(40 * minute)), {
      minLength: 10,
      maxLength: 150,
    })
    fc.assert(
      fc.property(gaps, (tries) => {
        const allowed = allowedMoments(tries)
        expect(maxWithin(allowed, 60 * minute)).toBeLessThanOrEqual(6)
        expect(maxWithin(allowed, 24 * 60 * minute)).toBeLessThanOrEqual(20)
      }),
      { numRuns: 50 },
    )
  })

  it('allows a change after exactly the wait it told, and not a second earlier', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20 * 3600), { maxLength: 30 }), fc.nat(4 * 3600), (ages, later) => {
        const now = after(20 * 3600_000 + later * 1000)
        const changes = ages.map((age) => after(age * 1000))
        const wait = secondsUntilChange(changes, now)
        const at = (seconds: number) => secondsUntilChange(changes, new Date(now.getTime() + seconds * 1000))
        expect(at(wait)).toBe(0)
        if (wait > 0) expect(at(wait - 1)).toBe(1)
      }),
    )
  })
})

describe('nextTick', () => {
  it.each([
    ['2026-11-22T10:07:00Z', '2026-11-22T10:30:00.000Z'],
    ['2026-11-22T10:29:59.999Z', '2026-11-22T10:30:00.000Z'],
    ['2026-11-22T10:30:00Z', '2026-11-22T11:00:00.000Z'],
    ['2026-11-22T23:45:00Z', '2026-11-23T00:00:00.000Z'],
  ])('comes after %s at %s', (now, tick) => {
    expect(nextTick(new Date(now)).toISOString()).toBe(tick)
  })
})

describe('moveTo', () => {
  const there: Place = { ...nowhere, cell: 'a' }
  const due = new Date('2026-11-22T10:30:00Z')
  const leaving: Place = { cell: 'a', pending_cell: 'b', pending_due_at: due }

  it('publishes the first cell at once', () => {
    expect(moveTo('a', nowhere, start)).toEqual({ kind: 'first', effectiveAt: start, place: there })
  })

  it('keeps another cell back until the next tick', () => {
    expect(moveTo('b', there, start)).toEqual({ kind: 'later', effectiveAt: due, place: leaving })
    expect(moveTo('c', leaving, start)).toEqual({
      kind: 'later',
      effectiveAt: due,
      place: { ...leaving, pending_cell: 'c' },
    })
  })

  it('changes nothing for the cell where the person is or goes to already', () => {
    expect(moveTo('a', there, start)).toEqual({ kind: 'stays', effectiveAt: start })
    expect(moveTo('b', leaving, start)).toEqual({ kind: 'stays', effectiveAt: due })
  })

  it('takes a move back before others could see it', () => {
    expect(moveTo('a', leaving, start)).toEqual({ kind: 'later', effectiveAt: start, place: there })
  })
})
