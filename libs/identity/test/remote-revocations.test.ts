import { expect, it, vi } from 'vitest'

import type { WatchRevocationsResponse } from '@kindred/contracts/auth'

import { createServiceTokens, remoteRevocations } from '../src/index.js'
import { serviceSecret, silent } from './fixture.js'

const serviceTokens = createServiceTokens({ service: 'profile', secret: serviceSecret })

/** An auth whose streams the test feeds and breaks. */
function fakeAuth(revoked: string[]) {
  const streams: { push(ids: string[]): void; fail(): void; ended: boolean }[] = []
  async function* watchRevocations(_request: object, options?: { signal?: AbortSignal; token?: string }) {
    expect(options?.token).toBeDefined()
    const queue: WatchRevocationsResponse[] = [
      { sessionIds: [...revoked], shutOutSessionIds: [], snapshot: true },
    ]
    const stream = {
      push: (ids: string[]) => queue.push({ sessionIds: ids, shutOutSessionIds: ids, snapshot: false }),
      fail,
      ended: false,
    }
    let wake: () => void = () => {}
    let broken = false
    function fail() {
      broken = true
      wake()
    }
    streams.push({ ...stream, push: (ids) => (stream.push(ids), wake()) })
    try {
      for (;;) {
        while (queue.length > 0) yield queue.shift()!
        if (broken) throw new Error('the stream broke')
        if (options?.signal?.aborted) return
        const beat: WatchRevocationsResponse = { sessionIds: [], shutOutSessionIds: [], snapshot: false }
        await new Promise<void>((resolve) => {
          const timer = setTimeout(() => (queue.push(beat), resolve()), 100)
          wake = () => (clearTimeout(timer), resolve())
          options?.signal?.addEventListener('abort', () => resolve(), { once: true })
        })
      }
    } finally {
      streams.at(-1)!.ended = true
    }
  }
  return { streams, watchRevocations }
}

it('tells the present list first, then each new session', async () => {
  const auth = fakeAuth(['a'])
  const told: string[][] = []
  const stop = remoteRevocations(auth, { serviceTokens, log: silent }).follow(
    (ids) => void told.push([...ids]),
  )
  await vi.waitFor(() => expect(told).toEqual([['a']]))
  auth.streams[0]!.push(['b'])
  await vi.waitFor(() => expect(told).toEqual([['a'], ['b']]))
  stop()
  await vi.waitFor(() => expect(auth.streams[0]!.ended).toBe(true))
})

it('opens a broken stream again and learns what it missed', async () => {
  const revoked = ['a']
  const auth = fakeAuth(revoked)
  const told = new Set<string>()
  const stop = remoteRevocations(auth, { serviceTokens, log: silent }).follow((ids) =>
    ids.forEach((id) => told.add(id)),
  )
  await vi.waitFor(() => expect(told.has('a')).toBe(true))
  for (const missed of ['b', 'c']) {
    revoked.push(missed)
    auth.streams.at(-1)!.fail()
    await vi.waitFor(() => expect(told.has(missed)).toBe(true))
  }
  stop()
})

it('tells which sessions ended by a sanction', async () => {
  const auth = fakeAuth(['a'])
  const shutOut: string[] = []
  const stop = remoteRevocations(auth, { serviceTokens, log: silent }).follow(
    (_, those) => void shutOut.push(...those),
  )
  await vi.waitFor(() => expect(auth.streams).toHaveLength(1))
  auth.streams[0]!.push(['b'])
  await vi.waitFor(() => expect(shutOut).toEqual(['b']))
  stop()
})

it('does not open a stream again after it was stopped', async () => {
  const auth = fakeAuth([])
  const first = vi.fn()
  const stop = remoteRevocations(auth, { serviceTokens, log: silent }).follow(first)
  await vi.waitFor(() => expect(first).toHaveBeenCalledTimes(1))
  stop()
  await vi.waitFor(() => expect(auth.streams[0]!.ended).toBe(true))
  await new Promise((resolve) => setImmediate(resolve))
  expect(auth.streams).toHaveLength(1)
})
