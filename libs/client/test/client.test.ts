import { describe, expect, it, onTestFinished, vi } from 'vitest'

import { createClient } from '../src/client.js'
import { bindRequest } from '../src/http.js'
import { memoryTokens, type Tokens } from '../src/session.js'
import { answer, problem, type StubAnswer, stubFetch, tokens } from './http-stub.js'

const held: Tokens = { accessToken: 'a1', refreshToken: 'r1', expiresAt: Date.now() + 300_000 }

function open(...answers: StubAnswer[]) {
  const { fetch, requests } = stubFetch(...answers)
  const onSignedOut = vi.fn()
  const store = memoryTokens(held)
  return {
    requests,
    onSignedOut,
    store,
    client: createClient({ baseUrl: 'https://k.example/', fetch, tokens: store, onSignedOut }),
  }
}

describe('a call', () => {
  it('sends the token, the path and the query of its operation', async () => {
    const { client, requests } = open(answer({ candidates: [] }))
    expect(await client.discovery.listCandidates({ page_size: 5 })).toEqual({ candidates: [] })
    expect(requests).toMatchObject([
      {
        verb: 'GET',
        url: 'https://k.example/v1/discovery/candidates?page_size=5',
        token: 'a1',
        body: undefined,
      },
    ])
  })

  it('passes an idempotency key and a signal on', async () => {
    const { client, requests } = open(answer({ matched: false }))
    await client.discovery.like({ target_user_id: 'u2' }, { idempotencyKey: 'k1' })
    expect(requests[0]).toMatchObject({
      headers: { 'idempotency-key': 'k1' },
      body: { target_user_id: 'u2' },
    })
    const gone = open((): Response => {
      throw new DOMException('gone', 'AbortError')
    })
    const aborted = gone.client.discovery.undo({}, { signal: AbortSignal.abort() })
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('gives up on a network that swallows it, but never on an upload', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const signals: (AbortSignal | null | undefined)[] = []
    const fetch = (_url: string, { signal }: RequestInit): Promise<Response> => {
      signals.push(signal)
      return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))))
    }
    const client = createClient({ baseUrl: 'https://k.example', fetch, tokens: memoryTokens(held) })
    const call = client.profile.getMyProfile().catch((error: unknown) => error)
    void client.uploadPhoto(new Blob(['photo']))
    await vi.advanceTimersByTimeAsync(30_000)
    expect(await call).toMatchObject({ code: 'NETWORK_FAILED', status: 0 })
    expect(signals).toEqual([expect.objectContaining({ aborted: true }), undefined])
  })

  it('answers undefined for an answer without content', async () => {
    const { client } = open(new Response(null, { status: 204 }))
    expect(await client.media.deleteMedia({ media_id: 'm1' })).toBeUndefined()
  })

  it.each(['TOKEN_EXPIRED', 'TOKEN_INVALID', 'SESSION_REVOKED'])(
    'renews a token refused with %s, unseen',
    async (code) => {
      const { client, requests, store } = open(problem(code, 401), tokens('a2'), answer({ name: 'Alice' }))
      expect(await client.profile.getMyProfile()).toEqual({ name: 'Alice' })
      expect(requests.map(({ verb, url, token }) => [verb, new URL(url).pathname, token])).toEqual([
        ['GET', '/v1/profiles/me', 'a1'],
        ['POST', '/v1/auth/refresh', 'a1'],
        ['GET', '/v1/profiles/me', 'a2'],
      ])
      expect(requests[1]?.body).toEqual({ refresh_token: 'r1' })
      expect(store.load()?.accessToken).toBe('a2')
    },
  )

  it('repeats a refused request once and no more', async () => {
    const { client, requests } = open(
      problem('TOKEN_EXPIRED', 401),
      tokens('a2'),
      problem('TOKEN_EXPIRED', 401),
    )
    await expect(client.profile.getMyProfile()).rejects.toMatchObject({ code: 'TOKEN_EXPIRED' })
    expect(requests).toHaveLength(3)
  })

  it('does not renew for any other refusal', async () => {
    const { client, requests } = open(problem('FORBIDDEN', 403))
    await expect(client.profile.getMyProfile()).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(requests).toHaveLength(1)
  })

  it('shares one refresh between calls that meet an expired token at once', async () => {
    const expired = (): Response => problem('TOKEN_EXPIRED', 401)
    const { client, requests } = open(expired(), expired(), tokens('a2'), answer({ n: 1 }), answer({ n: 2 }))
    await Promise.all([client.profile.getMyProfile(), client.profile.getMyPreferences()])
    expect(requests.filter(({ url }) => url.endsWith('/refresh'))).toHaveLength(1)
  })

  it('tells that the person is signed out when the refresh token was used by somebody else', async () => {
    const { client, onSignedOut, store } = open(
      problem('TOKEN_EXPIRED', 401),
      problem('REFRESH_TOKEN_REUSED', 401),
    )
    await expect(client.profile.getMyProfile()).rejects.toMatchObject({ code: 'REFRESH_TOKEN_REUSED' })
    expect(onSignedOut).toHaveBeenCalledTimes(1)
    expect(store.load()).toBeUndefined()
  })
})

describe('signing in and out', () => {
  it('keeps the tokens of a sign-in and sends none with it', async () => {
    const { client, requests, store } = open(tokens('a9'))
    expect(await client.signIn({ init_data: 'x' })).toMatchObject({ user: { id: 'u1' } })
    expect(requests).toMatchObject([
      { verb: 'POST', url: 'https://k.example/v1/auth/telegram', token: undefined },
    ])
    expect(store.load()).toMatchObject({ accessToken: 'a9', refreshToken: 'refresh-a9' })
  })

  it('forgets the tokens even when the server cannot be told', async () => {
    const { client, store } = open(problem('AUTH_UNAVAILABLE', 503))
    await expect(client.signOut()).rejects.toMatchObject({ code: 'AUTH_UNAVAILABLE' })
    expect(store.load()).toBeUndefined()
  })
})

describe('a failure', () => {
  it('carries the problem and how long to wait', async () => {
    const { client } = open(problem('RATE_LIMITED', 429, { 'retry-after': '7' }))
    await expect(client.discovery.undo()).rejects.toMatchObject({
      name: 'KindredError',
      code: 'RATE_LIMITED',
      status: 429,
      retryAfter: 7,
      problem: { detail: 'No.' },
    })
  })

  it('has a code of its own when the answer is no problem document', async () => {
    const { client } = open(new Response('<h1>Bad gateway</h1>', { status: 502 }))
    await expect(client.discovery.undo()).rejects.toMatchObject({ code: 'UNEXPECTED_ANSWER', status: 502 })
  })

  it('is NETWORK_FAILED when there was no answer', async () => {
    const cause = new TypeError('fetch failed')
    const { client } = open(() => Promise.reject(cause))
    await expect(client.discovery.undo()).rejects.toMatchObject({ code: 'NETWORK_FAILED', status: 0, cause })
  })
})

describe('the place of a field', () => {
  it('is the path where the template names it, else the body, never both', () => {
    expect(bindRequest('PUT', '/v1/chat/{id}/read', { id: 'a/b', up_to_seq: 3, note: undefined })).toEqual({
      path: '/v1/chat/a%2Fb/read',
      body: '{"up_to_seq":3}',
    })
  })

  it('is the query of GET and DELETE, a list repeats its name', () => {
    const bound = bindRequest('GET', '/v1/things', {
      page_token: 'a b&c',
      kinds: ['X', 'Y'],
      empty: undefined,
    })
    expect(bound).toEqual({ path: '/v1/things?page_token=a+b%26c&kinds=X&kinds=Y', body: undefined })
    expect(bindRequest('DELETE', '/v1/things/{id}', { id: 'x' })).toEqual({
      path: '/v1/things/x',
      body: undefined,
    })
  })

  it('is a dotted name in the query for a field of a nested object', () => {
    const filters = {
      goals: ['CHAT', 'UNDECIDED'],
      verified: false,
      min_height_cm: 160,
      max_height_cm: undefined,
      smoking: [],
    }
    expect(bindRequest('GET', '/v1/things', { filters, page_size: 5 }).path).toBe(
      '/v1/things?filters.goals=CHAT&filters.goals=UNDECIDED&filters.verified=false&filters.min_height_cm=160&page_size=5',
    )
    expect(bindRequest('PUT', '/v1/things', { filters: { goals: [] } }).body).toBe('{"filters":{"goals":[]}}')
  })

  it('leaves an empty object as the body of a POST without fields', () => {
    expect(bindRequest('POST', '/v1/discovery/undo', {})).toEqual({ path: '/v1/discovery/undo', body: '{}' })
  })
})
