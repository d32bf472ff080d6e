import { expect, it } from 'vitest'

import type { Mark } from './mark.js'
import { hidesUntilLooked, severityOf, type Voice } from './severity.js'

const voice = (reporter_ref: string, reason: Voice['reason'] = 'OTHER', weight = 100): Voice => ({
  reporter_ref,
  reason,
  weight,
})

it('puts a minor and a harassed person before any number of other reports', () => {
  const crowd = Array.from({ length: 500 }, (_, n) => voice(`r${n}`, 'OFF_PLATFORM_HARM'))
  const [minor, harassed] = [severityOf([voice('a', 'UNDERAGE')]), severityOf([voice('a', 'HARASSMENT')])]
  expect(minor).toBeGreaterThan(harassed)
  expect(harassed).toBeGreaterThan(severityOf(crowd))
})

it('counts each reporter once, however often the same one reports', () => {
  const once = severityOf([voice('a')])
  expect(severityOf([voice('a'), voice('a'), voice('a')])).toBe(once)
  expect(severityOf([voice('a'), voice('b')])).toBeGreaterThan(once)
})

it('believes somebody who is mostly wrong less, in whatever reason', () => {
  expect(severityOf([voice('a', 'UNDERAGE', 10)])).toBeLessThan(severityOf([voice('b', 'HARASSMENT')]))
})

it('hides at three reporters whose word counts in full, and not at two, nor at three who are mostly wrong', () => {
  expect(hidesUntilLooked([voice('a'), voice('b'), voice('c')])).toBe(true)
  expect(hidesUntilLooked([voice('a'), voice('b'), voice('b')])).toBe(false)
  expect(hidesUntilLooked([voice('a'), voice('b'), voice('c', 'HATE', 40)])).toBe(false)
})

it('is nothing without a report', () => {
  expect(severityOf([])).toBe(0)
})

it('adds marks as hints, which weigh as much as two reporters at most and do not outweigh urgency', () => {
  const mark = (times: number, kind: Mark['kind'] = 'EARLY_CONTACT'): Mark => ({ kind, times })
  const report = [voice('a')]
  expect(severityOf(report, [mark(1)])).toBeGreaterThan(severityOf(report))
  expect(severityOf(report, [mark(3)])).toBe(severityOf(report, [mark(500)]))
  const all = [mark(9), mark(9, 'HASTY_LIKES'), mark(9, 'REPEATED_FIRST_MESSAGE')]
  expect(severityOf(report, all) - severityOf(report)).toBe(200)
  expect(severityOf([voice('a', 'OFF_PLATFORM_HARM')], all)).toBeLessThan(
    severityOf([voice('b', 'HARASSMENT')]),
  )
})
