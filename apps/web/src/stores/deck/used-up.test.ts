import { describe, expect, it } from 'vitest'

import { KindredError } from '@kindred/client'

import { momentWords } from '../../kit/moment-words.js'
import { usedUpOf } from './used-up.js'

const refused = (code: string, retryAfter?: number): KindredError =>
  new KindredError({ type: 'about:blank', title: '', status: 429, detail: '', code }, { retryAfter })

describe('swipes that are used up', () => {
  it('swipes that are used up come back when the server says', () => {
    expect(usedUpOf(refused('SWIPES_USED_UP', 90), 10_000)).toEqual({ at: new Date(100_000) })
    expect(usedUpOf(refused('SWIPES_USED_UP'))).toEqual({ at: undefined })
  })

  it('another refusal does not mean that swipes are used up', () => {
    for (const error of [refused('RATE_LIMITED', 5), refused('SUPERLIKES_USED_UP', 5), new Error('bug')])
      expect(usedUpOf(error)).toBeUndefined()
  })

  it('swipes that are used up come back on a day and at a time that people say', () => {
    const now = new Date(2026, 4, 3, 22, 30)
    const at = (day: number, hour: number): Date => new Date(2026, 4, day, hour, 5)
    expect(momentWords(at(3, 23), 'ru', now)).toEqual({ day: 'сегодня', time: '23:05' })
    expect(momentWords(at(4, 9), 'ru', now)).toEqual({ day: 'завтра', time: '09:05' })
    expect(momentWords(at(4, 9), 'en', now).day).toBe('tomorrow')
  })
})
