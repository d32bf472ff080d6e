import { expect, it } from 'vitest'

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
