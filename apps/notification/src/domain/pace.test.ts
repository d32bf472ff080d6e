import { expect, it } from 'vitest'

import { digestDue, paceAfter } from './pace.js'

const quiet = { on: true, from: 23 * 60, to: 8 * 60, zone: 'Europe/Berlin' }

it('counts the messages of a day anew, until ten of one day were left unanswered', () => {
  const first = paceAfter({ unanswered: 4, on: '2026-06-14', digestOn: null }, '2026-06-15')
  expect(first).toEqual({ unanswered: 1, on: '2026-06-15' })
  const tenth = paceAfter({ unanswered: 9, on: '2026-06-15', digestOn: null }, '2026-06-15')
  expect(tenth).toEqual({ unanswered: 10, on: '2026-06-15' })
  expect(paceAfter({ ...tenth, digestOn: null }, '2026-06-16')).toEqual({ unanswered: 10, on: '2026-06-16' })
})

it('has the digest come when the quiet hours end, and at nine for somebody without them', () => {
  const pace = { unanswered: 10, on: '2026-06-15', digestOn: null }
  const evening = new Date('2026-06-15T20:00:00Z')
  expect(digestDue(pace, quiet, evening)).toEqual(new Date('2026-06-16T06:00:00Z'))
  expect(digestDue(pace, { ...quiet, on: false }, evening)).toEqual(new Date('2026-06-16T07:00:00Z'))
  expect(digestDue({ ...pace, unanswered: 9 }, quiet, evening)).toBeUndefined()
})

it('has the digest come on the day of a change of the clock as well', () => {
  const pace = { unanswered: 10, on: '2026-10-24', digestOn: null }
  expect(digestDue(pace, quiet, new Date('2026-10-24T20:00:00Z'))).toEqual(new Date('2026-10-25T07:00:00Z'))
})
