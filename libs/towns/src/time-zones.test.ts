import { expect, it } from 'vitest'

import { findTowns, zoneAt, zoneOf } from './index.js'
import { allTowns } from './town.js'

it('every town has a time zone that this Node knows by its name', () => {
  const zones = new Set([...allTowns()].map(zoneOf))
  expect(zones.size).toBeGreaterThan(300)
  const isKnown = (timeZone: string): boolean =>
    new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== ''
  expect([...zones].filter((zone) => !isKnown(zone))).toEqual([])
})

it.each([
  ['Riga', 'Europe/Riga'],
  ['Vladivostok', 'Asia/Vladivostok'],
  ['Yuma', 'America/Phoenix'],
  ['Chicago', 'America/Chicago'],
  ['Kathmandu', 'Asia/Kathmandu'],
  ['Adelaide', 'Australia/Adelaide'],
])('the clock of %s is that of %s', (name, zone) => {
  expect(zoneOf(findTowns(name, 1, { countries: [] })[0]!)).toBe(zone)
})

it.each([
  ['outside of Jelgava', 56.6, 23.7, 'Europe/Riga'],
  ['in the taiga, far from all towns', 62, 95, 'Asia/Krasnoyarsk'],
  ['west of the date line', -17.5, 179.9, 'Pacific/Fiji'],
  ['east of the date line', -17.5, -179.9, 'Pacific/Fiji'],
  ['at the South Pole', -90, 0, expect.stringContaining('/')],
])('%s the clock is that of the nearest town', (_where, latitude, longitude, zone) => {
  expect(zoneAt({ latitude, longitude })).toEqual(zone)
})
