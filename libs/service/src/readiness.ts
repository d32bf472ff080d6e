import { AppError, pause } from '@kindred/kernel'

/** Tells whether a service can do its work, for `/readyz` and for the health check behind the gateway's `/health`. */
export interface Readiness {
  /** The result of each check by name; the checks run at most once a second. */
  look(): Promise<State>
  /** The code of a fault that makes the database unusable: `{ database: 'DATABASE_FULL' }`. */
  latest(): Record<string, string>
}

interface State {
  readonly checks: Readonly<Record<string, boolean>>
  readonly fault?: string
}

const freshMs = 1_000
/** A database that takes longer hangs: whoever asks must hear of it before it takes this instance for hung. */
const slowMs = 500
const slow = 'DATABASE_TIMEOUT'

/** Checks the platform's database and what the service adds. */
export function createReadiness(
  { database }: { readonly database: { check(): Promise<void> } },
  more: () => Promise<Record<string, boolean>>,
): Readiness {
  let asked: Promise<State> | undefined
  let askedAt = -Infinity
  let known: State = { checks: {} }
  let isChecking = false

  /** The code of what the database does not do, if anything; at once while an earlier question lasts. */
  function askDatabase(): Promise<string | undefined> {
    if (isChecking) return Promise.resolve(slow)
    isChecking = true
    const given = new AbortController()
    const answer = database.check().then(() => undefined, codeOf)
    void answer.then(() => {
      isChecking = false
      given.abort()
    })
    return Promise.race([answer, pause(slowMs, given.signal).then((passed) => (passed ? slow : answer))])
  }

  async function ask(): Promise<State> {
    const [fault, checks] = await Promise.all([askDatabase(), more()])
    known = { checks: { database: fault === undefined, ...checks }, ...(fault !== undefined && { fault }) }
    return known
  }

  return {
    look() {
      const now = performance.now()
      if (asked === undefined || now - askedAt > freshMs) {
        askedAt = now
        asked = ask()
      }
      return asked
    },
    latest: () => (known.fault === undefined ? {} : { database: known.fault }),
  }
}

const codeOf = (error: unknown): string => (error instanceof AppError ? error.code : 'DATABASE_UNAVAILABLE')
