import { describe, expect, it, vi } from 'vitest'

import type { Match } from '@kindred/client'

import { createMatchQueue } from './match-queue.js'

const match = (id: string): Match => ({
  match_id: id,
  user_id: `user ${id}`,
  name: id,
  age: 30,
  created_at: '',
})

function openQueue(...matches: Match[]) {
  const asked: number[] = []
  const queue = createMatchQueue({
    listMatches: async ({ page_size: size = 0 } = {}) => {
      asked.push(size)
      return { matches, next_page_token: '' }
    },
  })
  return { queue, asked, ids: () => queue.snapshot().map((each) => each.match_id) }
}

describe('the queue of matches', () => {
  it('the queue of matches celebrates a match once, whether the answer or the event comes first', async () => {
    const { queue, ids, asked } = openQueue(match('a'), match('b'))
    queue.add(match('a'))
    queue.hear('a')
    expect(asked).toEqual([])
    queue.hear('b')
    queue.add(match('b'))
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    expect(ids()).toEqual(['a', 'b'])
    queue.dismiss()
    queue.add(match('a'))
    expect(ids()).toEqual(['b'])
    expect(['a', 'b', 'c'].map(queue.knows)).toEqual([true, true, false])
  })

  it('the queue of matches celebrates none that has ended meanwhile', () => {
    const { queue, ids } = openQueue()
    for (const id of ['a', 'b', 'c']) queue.add(match(id))
    queue.drop('b')
    queue.drop('unknown')
    expect(ids()).toEqual(['a', 'c'])
    queue.drop('a')
    queue.add(match('a'))
    expect(ids()).toEqual(['c'])
  })

  it('the queue of matches learns who it is about', async () => {
    const { queue, ids } = openQueue(match('a'), match('b'))
    queue.hear('b')
    queue.hear('gone')
    await vi.waitFor(() => expect(ids()).toEqual(['b']))
  })
})
