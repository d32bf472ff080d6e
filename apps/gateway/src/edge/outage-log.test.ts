import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { createOutageLog } from './outage-log.js'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

const open = () => {
  const lines: object[] = []
  const outages = createOutageLog({ warn: (fields) => void lines.push(fields) })
  const note = (times: number): void => {
    for (; times > 0; times -= 1) outages.note({ code: 'DATABASE_UNAVAILABLE', request_id: 'r' })
  }
  return { lines, note }
}

it('an outage is one line a second, however many callers meet it', () => {
  const { lines, note } = open()
  for (let tenth = 0; tenth < 30; tenth += 1) {
    note(100)
    vi.advanceTimersByTime(100)
  }
  const line = { code: 'DATABASE_UNAVAILABLE', request_id: 'r' }
  expect(lines).toEqual([1, 999, 1_000, 1_000].map((failures) => ({ ...line, failures })))
})

it('an outage that begins after a quiet time is told at once', () => {
  const { lines, note } = open()
  note(1)
  vi.advanceTimersByTime(5_000)
  note(1)
  expect(lines).toHaveLength(2)
})
