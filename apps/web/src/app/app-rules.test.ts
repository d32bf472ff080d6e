import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'

import { KindredError } from '@kindred/client'

import { loadPatiently } from '../ground/browser/load-patiently.js'
import { afterFailure } from '../ground/session/sign-in.js'
import { openTokens } from '../ground/session/token-store.js'
import { createQueries, insist, isPassing } from '../ground/state/query.js'
import { failureKey } from '../ground/texts/failure.js'
import { pathOfStartParam } from './start-param.js'

const refused = (status: number, code: string): KindredError =>
  new KindredError({ type: 'about:blank', title: '', status, detail: '', code })
const id = '01890a5d-ac96-774b-bcce-b302099a8057'

describe('a failed sign-in', () => {
  it.each([
    ['INIT_DATA_EXPIRED', 'expired'],
    ['INIT_DATA_INVALID', 'expired'],
    ['SESSION_REVOKED', 'signed-out'],
    ['NETWORK_FAILED', 'failed'],
  ])('with %s leaves the app %s', (code, status) => {
    expect(afterFailure(refused(401, code)).status).toBe(status)
  })
})

describe('deep links', () => {
  it.each([
    ['chats', '/chats'],
    [`chat_${id}`, `/chats/${id}`],
    [`match_${id}`, `/chats/${id}`],
    [`profile_${id}`, `/people/${id}`],
    [`match-${id}`, undefined],
    [`CHAT_${id}`, undefined],
    ['ref_abc', undefined],
    [`chat_${id}/../x`, undefined],
    [undefined, undefined],
  ])('%s opens %s', (param, path) => {
    expect(pathOfStartParam(param)).toBe(path)
  })
})

describe('insisting', () => {
  it.each([
    ['passes', [refused(0, 'NETWORK_FAILED'), refused(503, 'UNAVAILABLE')], 'done', 3],
    ['does not pass', [0, 0, 0, 0].map((status) => refused(status, 'NETWORK_FAILED')), 'NETWORK_FAILED', 3],
    ['cannot pass', [refused(401, 'INIT_DATA_EXPIRED')], 'INIT_DATA_EXPIRED', 1],
  ])('on a failure that %s', async (_, failures, end, times) => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    let asked = 0
    const answer = insist(async () => {
      asked += 1
      const failure = failures.shift()
      if (failure !== undefined) throw failure
      return 'done'
    }).catch((error: unknown) => (error as KindredError).code)
    await vi.advanceTimersByTimeAsync(5_000)
    expect([await answer, asked]).toEqual([end, times])
  })
})

describe('a part of the app', () => {
  const online = (is: boolean): void => void vi.stubGlobal('navigator', { onLine: is })
  beforeEach(() => {
    vi.useFakeTimers()
    vi.stubGlobal('window', new EventTarget())
    online(true)
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })
  const failing = (times: number) => {
    const load = vi.fn(async () => {
      if (load.mock.calls.length <= times) throw new TypeError('Failed to fetch dynamically imported module')
      return 'part'
    })
    return load
  }

  it('is asked for again while the gateway restarts', async () => {
    const part = loadPatiently(failing(3))
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await part).toBe('part')
  })

  it('is given up when the network is there and the part is not', async () => {
    const part = loadPatiently(failing(Infinity)).catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(20_000)
    expect(await part).toBeInstanceOf(TypeError)
  })

  it('waits for the network as long as it takes', async () => {
    online(false)
    const load = failing(1)
    const part = loadPatiently(load)
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(load).toHaveBeenCalledTimes(1)
    online(true)
    window.dispatchEvent(new Event('online'))
    expect(await part).toBe('part')
  })
})

describe('openTokens', () => {
  const tokens = { accessToken: 'a', refreshToken: 'r', expiresAt: 5 }
  const memory = (): Storage => {
    const kept = new Map<string, string>()
    return {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    } as unknown as Storage
  }

  it('keeps two people of one tab apart, over a reload', () => {
    const storage = memory()
    const alice = openTokens(storage, '1')
    alice.save(tokens)
    alice.name('alice')
    expect(openTokens(storage, '2').userId()).toBeUndefined()
    expect(openTokens(storage, '1').userId()).toBe('alice')
    expect(openTokens(storage, '1').load()).toEqual(tokens)
  })

  it('forgets on request, and knows nobody without tokens', () => {
    const storage = memory()
    const alice = openTokens(storage, '1')
    alice.save(tokens)
    alice.name('alice')
    alice.save(undefined)
    expect([alice.userId(), openTokens(storage, '1').userId()]).toEqual([undefined, undefined])
  })

  it('lives without a storage, with a full one and with a spoilt one', () => {
    const spoilt = {
      ...memory(),
      getItem: () => '{',
      setItem: () => {
        throw new Error('full')
      },
    } as unknown as Storage
    for (const storage of [undefined, spoilt]) {
      const mine = openTokens(storage, '1')
      mine.save(tokens)
      mine.name('me')
      expect([mine.load(), mine.userId()]).toEqual([tokens, 'me'])
    }
  })
})

describe('failures', () => {
  it('are asked again only when they may pass', () => {
    expect([0, 429, 503].map((status) => isPassing(refused(status, 'X')))).toEqual([true, true, true])
    expect([400, 404, 422].map((status) => isPassing(refused(status, 'X')))).toEqual([false, false, false])
    expect(isPassing(new Error('bug'))).toBe(false)
  })

  it('are said in words that help', () => {
    expect(failureKey(refused(0, 'NETWORK_FAILED'))).toBe('app-failed-offline')
    expect(failureKey(refused(429, 'RATE_LIMITED'))).toBe('app-failed-often')
    expect(failureKey(new Error('bug'))).toBe('app-failed')
  })

  it('wait as long as the server asks, within reason', () => {
    const { retryDelay } = createQueries().getDefaultOptions().queries ?? {}
    const wait = retryDelay as (count: number, error: Error) => number
    const after = (seconds: number) => new KindredError(refused(429, 'X').problem, { retryAfter: seconds })
    expect([wait(0, after(2)), wait(0, after(600)), wait(1, refused(503, 'X'))]).toEqual([2_000, 5_000, 800])
  })
})
