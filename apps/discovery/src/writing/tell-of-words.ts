import { MarkRaised } from '@kindred/contracts/discovery'
import type { Transaction } from '@kindred/db'
import { publish } from '@kindred/events'

import { adviceOf } from '../domain/message.js'
import { listUserIds } from '../store/person.js'
import type { Tables } from '../store/schema.js'

interface Words {
  /** The slot of who wrote them. */
  readonly viewer: number
  readonly message: string
  readonly now: Date
}

/** Tells safety of words beside a like of which their reader is advised. */
export async function tellOfWords(trx: Transaction<Tables>, { viewer, message, now }: Words): Promise<void> {
  const { length: count } = adviceOf(message)
  if (count === 0) return
  const userId = (await listUserIds(trx, [viewer])).get(viewer)!
  await publish(trx, MarkRaised, userId, { userId, kind: 'EARLY_CONTACT', count, raisedAt: now })
}
