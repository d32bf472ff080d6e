import { isShutOut, KindredError } from './problem.js'

/** The tokens of a session. */
export interface Tokens {
  readonly accessToken: string
  readonly refreshToken: string
  /** When the access token expires, milliseconds since 1970. */
  readonly expiresAt: number
}

/** Keeps the tokens between page loads; in memory by default. */
export interface TokenStore {
  load(): Tokens | undefined
  save(tokens: Tokens | undefined): void
}

/** A store that ends with the page. */
export function memoryTokens(initial?: Tokens): TokenStore {
  let held = initial
  return {
    load: () => held,
    save: (tokens) => {
      held = tokens
    },
  }
}

/** The session's tokens, renewed when needed. */
export interface Session {
  /** A token that is valid for at least half a minute, or undefined when nobody is signed in. */
  accessToken(): Promise<string | undefined>
  /** A token other than `stale`; concurrent callers share one refresh. */
  renew(stale: string): Promise<string>
  /** Takes the tokens of a sign-in; undefined forgets the session. */
  adopt(tokens: Tokens | undefined): void
}

const marginMs = 30_000
const over = new Set(['REFRESH_TOKEN_INVALID', 'REFRESH_TOKEN_REUSED', 'SESSION_REVOKED'])

/** Renews the tokens with `refresh`; `onLost` is told why when the session is over for good. */
export function createSession(
  store: TokenStore,
  refresh: (held: Tokens) => Promise<Tokens>,
  onLost: (why: unknown) => void,
): Session {
  let running: { readonly of: string; readonly tokens: Promise<Tokens> } | undefined

  const exchange = async (held: Tokens): Promise<Tokens> => {
    try {
      const tokens = await refresh(held)
      const meanwhile = successor(store, held)
      if (meanwhile === undefined) store.save(tokens)
      return meanwhile ?? tokens
    } catch (error) {
      if (!isOver(error)) throw error
      const meanwhile = successor(store, held)
      if (meanwhile !== undefined) return meanwhile
      store.save(undefined)
      onLost(error)
      throw error
    }
  }
  const renewed = async (held: Tokens): Promise<string> => {
    if (running?.of !== held.refreshToken) running = { of: held.refreshToken, tokens: exchange(held) }
    const mine = running
    try {
      return (await mine.tokens).accessToken
    } finally {
      if (running === mine) running = undefined
    }
  }

  return {
    async accessToken() {
      const held = store.load()
      if (held === undefined || held.expiresAt - marginMs > Date.now()) return held?.accessToken
      return renewed(held).catch((error: unknown) => keepUsable(held, error))
    },
    async renew(stale) {
      const held = store.load()
      if (held === undefined) throw signedOut()
      return held.accessToken === stale ? renewed(held) : held.accessToken
    },
    adopt: (tokens) => store.save(tokens),
  }
}

/** What took the place of `held` during a refresh: another page's tokens or a new sign-in; throws when the person signed out. */
function successor(store: TokenStore, held: Tokens): Tokens | undefined {
  const now = store.load()
  if (now === undefined) throw signedOut()
  return now.refreshToken === held.refreshToken ? undefined : now
}

const isOver = (error: unknown): boolean =>
  error instanceof KindredError && (over.has(error.code) || isShutOut(error))

/** A refresh that failed for now does no harm while the old token is valid. */
function keepUsable(held: Tokens, error: unknown): string {
  if (
    error instanceof KindredError &&
    error.code !== signedOutCode &&
    !isOver(error) &&
    held.expiresAt > Date.now()
  )
    return held.accessToken
  throw error
}

const signedOutCode = 'UNAUTHENTICATED'

function signedOut(): KindredError {
  return new KindredError({
    type: 'about:blank',
    title: 'Signed out',
    status: 401,
    detail: 'Nobody is signed in.',
    code: signedOutCode,
  })
}
