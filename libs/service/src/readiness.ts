import { AppError } from '@kindred/kernel'

/** Whether a service can do its work: one answer for `/readyz` and for the health check that the gateway's `/health` asks. */
export interface Readiness {
  /** Each check by name; asked at most once a second, however many ask here. */
  look(): Promise<State>
  /** What is known of a database that cannot be used: `{ database: 'DATABASE_FULL' }`. */
  latest(): Record<string, string>
}

interface State {
  readonly checks: Readonly<Record<string, boolean>>
  readonly fault?: string
}

const freshMs = 1_000

/** A Readiness over the platform's database and the service's own checks. */
export function createReadiness(
  { database }: { readonly database: { check(): Promise<void> } },
  more: () => Promise<Record<string, boolean>>,
): Readiness {
  let asked: Promise<State> | undefined
  let askedAt = -Infinity
  let known: State = { checks: {} }

  async function ask(): Promise<State> {
    const [fault, checks] = await Promise.all([database.check().then(() => undefined, codeOf), more()])
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
