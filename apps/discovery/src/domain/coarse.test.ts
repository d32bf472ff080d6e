import { getResolution, isValidCell, latLngToCell } from 'h3-js'
import { expect, it } from 'vitest'

import { ageOn } from '@kindred/kernel'

import { areaOf, bandOf } from './coarse.js'
import { chord2, kilometresOf, pointOf } from './place.js'
import { dateOf } from './wishes.js'

const now = new Date('2026-11-29T12:00:00Z')

it('five years of birth share one birth day, at most three years away', () => {
  const days = ['1995-01-01', '1996-02-29', '1997-07-01', '1999-12-31'].map((date) => bandOf(date, now))
  expect(days.map(dateOf)).toEqual(Array(4).fill('1997-07-01'))
  expect([bandOf('1994-12-31', now), bandOf('2000-01-01', now)].map(dateOf)).toEqual([
    '1992-07-01',
    '2002-07-01',
  ])
})

it('nobody becomes a minor by it', () => {
  for (let month = 0; month < 120; month++) {
    const today = new Date(Date.UTC(2026, month, 15))
    const born = `${today.getUTCFullYear() - 18}-01-01`
    expect(ageOn(dateOf(bandOf(born, today)), today)).toBeGreaterThanOrEqual(18)
  }
})

it('a place becomes the middle of its area, a cell like any other, up to 12 km away', () => {
  const areas = new Set<string>()
  for (let step = 0; step < 400; step++) {
    const cell = latLngToCell(56.5 + (step % 20) * 0.05, 24 + Math.floor(step / 20) * 0.08, 6)
    const area = areaOf(cell)
    areas.add(area)
    expect([isValidCell(area), getResolution(area), areaOf(area)]).toEqual([true, 6, area])
    expect(kilometresOf(chord2(pointOf(cell), pointOf(area)))).toBeLessThan(12)
  }
  expect(areas.size).toBeLessThan(80)
  expect(areaOf('')).toBe('')
})
