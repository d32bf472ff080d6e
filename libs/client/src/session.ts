import { KindredError } from './problem.js'

/** What the client keeps of a session. */
export interface Tokens {
  readonly accessToken: string
  readonly refreshToken: string
  /** When the access token expires, milliseconds since 1970. */
  readonly expiresAt: number
}

/** Where the tokens live between page loads; in memory by default. */
export interface TokenStore {
  load(): Tokens | undefined
  save(tokens: Tokens | undefined): void
}

/** A store that forgets with the page. */
export function memoryTokens(initial?: Tokens): TokenStore {
  let held = initial
  return {
    load: () => held,
    save: (tokens) => {
      held = tokens
    },
  }
}

/** The session's tokens, renewed by themselves. */
export interface Session {
  /** A token that lives for at least half a minute, or undefined when nobody is signed in. */
  accessToken(): Promise<string | undefined>
  /** A token other than `stale`; concurrent callers share one refresh. */
  renew(stale: string): Promise<string>
  /** Takes the tokens of a sign-in; undefined forgets the session. */
  adopt(tokens: Tokens | undefined): void
}

const marginMs = 30_000
const over = new Set(['REFRESH_TOKEN_INVALID', 'REFRESH_TOKEN_REUSED', 'SESSION_REVOKED'])

/** Keeps a session alive with `refresh`; `onLost` is told when the session is over for good. */
export function createSession(
  store: TokenStore,
  refresh: (refreshToken: string) => Promise<Tokens>,
  onLost: () => void,
): Session {
  let running: Promise<Tokens> | undefined

  const exchange = async (held: Tokens): Promise<Tokens> => {
    try {
      const tokens = await refresh(held.refreshToken)
      store.save(tokens)
      return tokens
    } catch (error) {
      if (error instanceof KindredError && over.has(error.code)) {
        store.save(undefined)
        onLost()
      }
      throw error
    } finally {
      running = undefined
    }
  }
  const renewed = async (held: Tokens): Promise<string> => (await (running ??= exchange(held))).accessToken

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

/** A refresh that failed for a passing reason does no harm while the old token still lives. */
function keepUsable(held: Tokens, error: unknown): string {
  if (error instanceof KindredError && !over.has(error.code) && held.expiresAt > Date.now()) return held.accessToken
  throw error
}

function signedOut(): KindredError {
  return new KindredError({
    type: 'about:blank',
    title: 'Signed out',
    status: 401,
    detail: 'Nobody is signed in.',
    code: 'UNAUTHENTICATED',
  })
}
