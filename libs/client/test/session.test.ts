import { describe, expect, it, vi } from 'vitest'

import { KindredError, networkError } from '../src/problem.js'
import { createSession, memoryTokens, type Tokens } from '../src/session.js'

const now = Date.now()
const fresh: Tokens = { accessToken: 'a1', refreshToken: 'r1', expiresAt: now + 300_000 }
const ageing: Tokens = { ...fresh, expiresAt: now + 20_000 }
const expired: Tokens = { ...fresh, expiresAt: now - 1 }
const next: Tokens = { accessToken: 'a2', refreshToken: 'r2', expiresAt: now + 300_000 }
const foreign: Tokens = { accessToken: 'b1', refreshToken: 's1', expiresAt: now + 300_000 }

const refusal = (code: string): KindredError =>
  new KindredError({ type: 'about:blank', title: 'Refused', status: 401, detail: 'Refused.', code })

function open(held: Tokens | undefined, refresh: (held: Tokens) => Promise<Tokens>) {
  const store = memoryTokens(held)
  const exchange = vi.fn(refresh)
  const onLost = vi.fn()
  return { store, exchange, onLost, session: createSession(store, exchange, onLost) }
}

describe('the access token', () => {
  it('is undefined when nobody is signed in', async () => {
    const { session, exchange } = open(undefined, async () => next)
    expect(await session.accessToken()).toBeUndefined()
    expect(exchange).not.toHaveBeenCalled()
  })

  it('is kept while it lives for half a minute', async () => {
    const { session, exchange } = open(fresh, async () => next)
    expect(await session.accessToken()).toBe('a1')
    expect(exchange).not.toHaveBeenCalled()
  })

  it('is renewed before it dies, by one refresh for all callers', async () => {
    const { session, store, exchange } = open(ageing, async () => next)
    const tokens = await Promise.all([session.accessToken(), session.accessToken(), session.renew('a1')])
    expect(tokens).toEqual(['a2', 'a2', 'a2'])
    expect(exchange.mock.calls).toEqual([[ageing]])
    expect(store.load()).toEqual(next)
  })

  it('serves on while it lives when the refresh gets no answer', async () => {
    const { session, onLost } = open(ageing, () => Promise.reject(networkError(new Error('offline'))))
    expect(await session.accessToken()).toBe('a1')
    expect(onLost).not.toHaveBeenCalled()
  })

  it('cannot be had when it is dead and the refresh gets no answer, but the session stays', async () => {
    const { session, store, onLost } = open(expired, () => Promise.reject(networkError(new Error('offline'))))
    await expect(session.accessToken()).rejects.toMatchObject({ code: 'NETWORK_FAILED' })
    expect(store.load()).toEqual(expired)
    expect(onLost).not.toHaveBeenCalled()
  })

  it('is asked for again after a refresh that failed', async () => {
    let answers = 0
    const { session } = open(expired, async () => {
      if (++answers === 1) throw networkError(new Error('offline'))
      return next
    })
    await expect(session.accessToken()).rejects.toMatchObject({ code: 'NETWORK_FAILED' })
    expect(await session.accessToken()).toBe('a2')
  })
})

describe('a renewal', () => {
  it('takes the token that another caller got meanwhile', async () => {
    const { session, exchange } = open(fresh, async () => next)
    expect(await session.renew('a0')).toBe('a1')
    expect(exchange).not.toHaveBeenCalled()
  })

  it('is refused when nobody is signed in', async () => {
    const { session } = open(undefined, async () => next)
    await expect(session.renew('a1')).rejects.toMatchObject({ code: 'UNAUTHENTICATED', status: 401 })
  })

  it.each(['REFRESH_TOKEN_INVALID', 'REFRESH_TOKEN_REUSED', 'SESSION_REVOKED'])(
    'ends the session for good on %s',
    async (code) => {
      const { session, store, onLost } = open(ageing, () => Promise.reject(refusal(code)))
      const calls = await Promise.allSettled([session.renew('a1'), session.accessToken()])
      expect(calls).toMatchObject([
        { status: 'rejected', reason: { code } },
        { status: 'rejected', reason: { code } },
      ])
      expect(store.load()).toBeUndefined()
      expect(onLost).toHaveBeenCalledTimes(1)
    },
  )

  it('does not bring back a session that was left meanwhile', async () => {
    const { session, store } = open(ageing, async () => {
      session.adopt(undefined)
      return next
    })
    await expect(session.accessToken()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
    expect(store.load()).toBeUndefined()
  })

  it.each([
    ['answered', () => Promise.resolve(next)],
    ['refused', () => Promise.reject(refusal('REFRESH_TOKEN_REUSED'))],
  ])('yields to the tokens that another page saved, whether it is %s or not', async (_, answer) => {
    const { session, store, onLost } = open(ageing, () => {
      store.save(foreign)
      return answer()
    })
    expect(await session.renew('a1')).toBe('b1')
    expect(store.load()).toEqual(foreign)
    expect(onLost).not.toHaveBeenCalled()
  })
})
