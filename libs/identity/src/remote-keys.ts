import type { CryptoKey } from 'jose'

import type { GetJwksRequest, GetJwksResponse } from '@kindred/contracts/auth'
import { AppError, type Clock, type Log, systemClock } from '@kindred/kernel'

import { importPublicKey, type KeySource } from './key-source.js'

/** How the key set of auth is kept. */
export interface RemoteKeysOptions {
  readonly log: Log
  readonly clock?: Clock
  /** The pause after a fetch before an unknown kid causes another; 5 s by default. */
  readonly cooldownMs?: number
  /** The age at which a set is fetched anew in the background; 10 min by default. */
  readonly maxAgeMs?: number
}

/** The part of auth's client that is used. */
export interface JwksClient {
  getJwks(request: GetJwksRequest): Promise<GetJwksResponse>
}

type KeySet = ReadonlyMap<string, CryptoKey>

/** Auth's keys over RPC. An unknown kid fetches once for all who wait; the last good set serves while auth is down. */
export function remoteKeys(auth: JwksClient, options: RemoteKeysOptions): KeySource {
  const clock = options.clock ?? systemClock
  const cooldownMs = options.cooldownMs ?? 5_000
  const maxAgeMs = options.maxAgeMs ?? 600_000
  let keys: KeySet = new Map()
  let fetchedAt = -Infinity
  let failedAt = -Infinity
  let fetching: Promise<boolean> | undefined

  async function fetchKeys(): Promise<boolean> {
    try {
      keys = await importAll(await auth.getJwks({}), options.log)
      fetchedAt = clock.now().getTime()
      failedAt = -Infinity
      return true
    } catch (error) {
      failedAt = clock.now().getTime()
      options.log.warn({ err: error }, 'could not fetch the keys of access tokens')
      return false
    } finally {
      fetching = undefined
    }
  }

  const refresh = (): Promise<boolean> => (fetching ??= fetchKeys())
  const isOlder = (moment: number, age: number): boolean => Math.abs(clock.now().getTime() - moment) >= age

  return {
    async findKey(kid) {
      const known = keys.get(kid)
      if (known !== undefined) {
        if (isOlder(fetchedAt, maxAgeMs) && isOlder(failedAt, cooldownMs)) void refresh()
        return known
      }
      if (fetching === undefined && !isOlder(fetchedAt, cooldownMs)) return undefined
      if (fetching === undefined && !isOlder(failedAt, retryMs)) throw keysUnavailable()
      if (!(await refresh())) throw keysUnavailable()
      return keys.get(kid)
    },
  }
}

/** A failed fetch is tried again soon: a service that started before auth must not refuse people for long. */
const retryMs = 250

async function importAll({ keys }: GetJwksResponse, log: Log): Promise<KeySet> {
  const imported = new Map<string, CryptoKey>()
  for (const jwk of keys) {
    try {
      imported.set(jwk.kid, await importPublicKey({ ...jwk }))
    } catch (error) {
      log.warn({ err: error, kid: jwk.kid }, 'auth published a key of another kind')
    }
  }
  return imported
}

const keysUnavailable = (): AppError =>
  new AppError({
    kind: 'unavailable',
    code: 'KEYS_UNAVAILABLE',
    detail: 'Tokens cannot be verified right now.',
    retryAfter: 1,
  })
