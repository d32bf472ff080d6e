import { Batches, transact } from '@kindred/db'
import { AppError, type Clock } from '@kindred/kernel'

import { deliveryNotFound } from '../domain/errors.js'
import type { Db } from '../store/schema.js'
import { finishDeliveries, type Result } from './finish-deliveries.js'

/** Notes what became of deliveries; what arrives while a write is running is written together by the next. */
export interface ResultWriter {
  /** Resolves once it is committed; the same again changes nothing. Throws DELIVERY_NOT_FOUND. */
  write(deliveryId: string, result: Result): Promise<void>
}

/** More than all bots together send in a second. */
const maxItems = 50
/** Longer than a write takes that meets no lock. */
const patienceMs = 1_000

interface Piece {
  readonly deliveryId: string
  readonly result: Result
}

/** The writer of results on a database. */
export function createResultWriter({ db, clock }: { readonly db: Db; readonly clock: Clock }): ResultWriter {
  const writeAll = (pieces: readonly Piece[]): Promise<boolean[]> =>
    transact(db, async (trx) => {
      const results = new Map(pieces.map(({ deliveryId, result }) => [deliveryId, result]))
      const known = await finishDeliveries(trx, results, clock.now())
      return pieces.map(({ deliveryId }) => known.has(deliveryId))
    })
  const batches = new Batches<Piece, boolean | Error>({
    maxItems,
    maxRunning: 1,
    patienceMs,
    keysOf: ({ deliveryId }) => [deliveryId],
    run: (pieces) => apart(pieces, writeAll),
  })
  return {
    async write(deliveryId, result) {
      const outcome = await batches.add({ deliveryId, result })
      if (outcome instanceof Error) throw outcome
      if (!outcome) throw deliveryNotFound()
    },
  }
}

/** After an unexpected fault, which one piece may have caused, each is written alone and gets its own error. */
async function apart<Outcome>(
  pieces: readonly Piece[],
  write: (pieces: readonly Piece[]) => Promise<readonly Outcome[]>,
): Promise<readonly (Outcome | Error)[]> {
  try {
    return await write(pieces)
  } catch (error) {
    if (pieces.length === 1 || error instanceof AppError) throw error
    const outcomes: (Outcome | Error)[] = []
    for (const piece of pieces)
      outcomes.push(...(await write([piece]).catch((own: unknown) => [own as Error])))
    return outcomes
  }
}
