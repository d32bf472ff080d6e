import type { AppError } from '@kindred/kernel'

import { isAway } from './errors.js'

/** Who dials while the server is away: one at a time and now and then, so that a crowd of queries fails at once instead of dialing each. */
export interface Dialing {
  /** Takes a connection, or throws what the last attempt met. `hasIdle`: there is one that needs no dialing. */
  dial<T>(connect: () => Promise<T>, hasIdle: boolean): Promise<T>
}

/** After an attempt that failed nobody dials for so long. */
const restMs = 100
/** An attempt may hang: then another one may try. Each is one more session that a server which hung opens when it goes on. */
const aloneMs = 3_000

/** `toError` names what an attempt met; milliseconds by `now`. */
export function createDialing(
  toError: (error: unknown) => unknown,
  now: () => number = () => performance.now(),
): Dialing {
  let fault: AppError | undefined
  let restsUntil = 0
  return {
    async dial(connect, hasIdle) {
      if (fault !== undefined && !hasIdle) {
        if (now() < restsUntil) throw fault
        restsUntil = now() + aloneMs
      }
      try {
        const connection = await connect()
        fault = undefined
        return connection
      } catch (error) {
        const met = toError(error)
        if (isAway(met)) {
          fault = met
          restsUntil = now() + restMs
        }
        throw met
      }
    },
  }
}
