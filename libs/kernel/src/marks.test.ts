import { expect, it } from 'vitest'

import { beginnings, type Limits, maxBeginnings } from './marks.js'

const now = new Date('2026-05-10T12:00:00Z')
const limits: Limits = { now, whileNew: beginnings.whileNew }
const ago = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000)

it('lets a new account begin 20 conversations in its first 24 hours, and any number afterwards', () => {
  expect(maxBeginnings({ since: ago(0), validReports: 0 }, limits)).toBe(20)
  expect(maxBeginnings({ since: ago(23.9), validReports: 0 }, limits)).toBe(20)
  expect(maxBeginnings({ since: ago(24), validReports: 0 }, limits)).toBe(Infinity)
  expect(maxBeginnings({ since: undefined, validReports: 0 }, limits)).toBe(Infinity)
  expect(maxBeginnings({ since: ago(1), validReports: 0 }, { now, whileNew: 0 })).toBe(Infinity)
})

it('lets whoever was reported rightly twice begin fewer, however old the account is', () => {
  expect(maxBeginnings({ since: ago(1), validReports: 1 }, limits)).toBe(20)
  expect(maxBeginnings({ since: ago(1), validReports: 2 }, limits)).toBe(5)
  expect(maxBeginnings({ since: undefined, validReports: 1 }, limits)).toBe(Infinity)
  expect(maxBeginnings({ since: undefined, validReports: 7 }, limits)).toBe(5)
})
