import { isUniqueViolation, transact } from '@kindred/db'
import { type AppError, type Clock } from '@kindred/kernel'

import { type Draft } from '../domain/draft.js'
import { type Db, type MessageRow } from '../store/schema.js'
import { appendMessages } from './append-messages.js'
import { createGroupWriter, type GroupWriter } from './group-writer.js'

/** Enough to use a commit well, few enough to keep its transaction short. */
const mostOfGroup = 200

/** The writer of messages on a database. */
export const createMessageWriter = (db: Db, clock: Clock): GroupWriter<Draft, MessageRow> =>
  createGroupWriter({ most: mostOfGroup, commit: (drafts) => commit(db, clock, drafts) })

const commit = (db: Db, clock: Clock, drafts: readonly Draft[]): Promise<(MessageRow | AppError)[]> =>
  againOnClash(() => transact(db, (trx) => appendMessages(trx, drafts, clock.now())))

/** Two instances may store one client_message_id in two conversations at once: the loser looks again and finds the winner's. */
export async function againOnClash<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isUniqueViolation(error, 'message_client_id')) throw error
    return await work()
  }
}
