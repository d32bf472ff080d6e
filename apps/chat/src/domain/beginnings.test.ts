import { describe, expect, it } from 'vitest'

import { admitBeginners, type Beginner } from './beginnings.js'

const now = new Date('2026-05-10T12:00:00Z')
const limits = { now, whileNew: 20 }
const ago = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000)
const beginner = (change: Partial<Beginner>): Beginner => ({
  userId: 'anna',
  since: undefined,
  validReports: 0,
  begun: [],
  ...change,
})
const refusals = (one: Beginner, times: number) => {
  const admit = admitBeginners([one], limits)
  return Array.from({ length: times }, () => admit('anna')?.code)
}

describe('beginning conversations', () => {
  it('refuses the 21st of a new account, also when all come at once', () => {
    expect(refusals(beginner({ since: ago(1) }), 21)).toEqual([
      ...Array.from({ length: 20 }, () => undefined),
      'FIRST_MESSAGES_USED_UP',
    ])
  })

  it('counts conversations that were begun before', () => {
    const begun = Array.from({ length: 19 }, () => ago(0.5))
    expect(refusals(beginner({ since: ago(1), begun }), 2)).toEqual([undefined, 'FIRST_MESSAGES_USED_UP'])
  })

  it('holds nobody back who is neither new nor reported', () => {
    expect(refusals(beginner({ begun: Array.from({ length: 99 }, () => ago(1)) }), 100)).toEqual(
      Array.from({ length: 100 }, () => undefined),
    )
  })

  it('says when a new account may begin one more: once it is a day old', () => {
    const error = admitBeginners(
      [beginner({ since: ago(10), begun: Array.from({ length: 20 }, () => ago(2)) })],
      limits,
    )('anna')
    expect(error).toMatchObject({ kind: 'rateLimited', retryAfter: 14 * 3_600 })
    expect(error?.detail).toContain('2026-05-11T02:00:00.000Z')
  })

  it('says when somebody who was reported may begin one more: once the oldest that counts is a day ago', () => {
    const begun = [ago(20), ago(9), ago(8), ago(7), ago(6), ago(5)]
    const error = admitBeginners([beginner({ since: ago(21), validReports: 2, begun })], limits)('anna')
    expect(error).toMatchObject({ retryAfter: 15 * 3_600 })
  })
})
