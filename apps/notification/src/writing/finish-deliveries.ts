import { waitAfter } from '../domain/retries.js'
import { saveFinished } from '../store/deliveries.js'
import { removeNoticesOf } from '../store/notices.js'
import { lockTold, refreshQueue, saveRecipients, type ToldRow } from '../store/recipients.js'
import type { DeliveryRow, RecipientRow, Trx } from '../store/schema.js'
import { saveToldUpTo } from '../store/threads.js'
import { countNews } from './count-news.js'
import { noteSent, type Sending, settleAll, toldBy } from './note-sent.js'

/** What became of a delivery. */
export type Result =
  | { readonly is: 'SENT'; readonly messageId: number | undefined; readonly otherIds: readonly number[] }
  | { readonly is: 'BLOCKED' }
  | { readonly is: 'RETRY'; readonly afterSeconds: number }
  /** Also when there turned out to be nothing to tell. */
  | { readonly is: 'FAILED' }

/** Notes what became of deliveries, by their ids; one that is finished stays as it is. Returns the ids of those that are known. */
export async function finishDeliveries(
  trx: Trx,
  results: ReadonlyMap<string, Result>,
  now: Date,
): Promise<ReadonlySet<string>> {
  const ids = [...results.keys()]
  const told = new Map((await lockTold(trx, ids)).map((row) => [row.delivery_id, row]))
  const finished = await saveFinished(trx, ids, now)
  if (finished.length > 0) {
    const all = finished.flatMap((delivery): Finished[] => {
      const [recipient, result] = [told.get(delivery.id), results.get(delivery.id)]
      return recipient && result ? [{ delivery, recipient, result }] : []
    })
    await saveRecipients(trx, await apply(trx, all, now))
    await refreshQueue(
      trx,
      all.map(({ recipient }) => recipient.user_id),
      now,
    )
  }
  return new Set(told.keys())
}

/** A delivery, whom it was for and what became of it. */
interface Finished {
  readonly delivery: DeliveryRow
  readonly recipient: ToldRow
  readonly result: Result
}

/** The recipient of a delivery that was given back. */
function retriedLater(recipient: ToldRow, afterSeconds: number, now: Date): RecipientRow {
  const retries = recipient.retries + 1
  const waitMs = Math.max(afterSeconds * 1_000, waitAfter(retries))
  return { ...recipient, retries, not_before: new Date(now.getTime() + waitMs) }
}

/** What the results mean to the notices; returns what they make of the recipients. */
async function apply(trx: Trx, finished: readonly Finished[], now: Date): Promise<RecipientRow[]> {
  const blocked = finished.flatMap(({ recipient, result: { is } }) => (is === 'BLOCKED' ? [recipient] : []))
  await removeNoticesOf(
    trx,
    blocked.map((row) => row.user_id),
  )
  const failed = finished.filter(({ result }) => result.is === 'FAILED')
  await settleAll(
    trx,
    failed.flatMap(({ delivery }) => delivery.parts),
    now,
  )
  // What Telegram refuses would be refused again beside the next message.
  await saveToldUpTo(trx, failed.flatMap(toldBy))
  await countNews(
    trx,
    finished
      .filter(({ result }) => result.is !== 'RETRY')
      .map(({ delivery, result }) => ({ parts: delivery.parts, isSent: result.is === 'SENT' })),
  )
  const retried = finished.flatMap(({ recipient, result }) =>
    result.is === 'RETRY' ? [retriedLater(recipient, result.afterSeconds, now)] : [],
  )
  const sent = finished.flatMap(({ delivery, recipient, result }): Sending[] =>
    result.is === 'SENT' ? [{ delivery, recipient, ...result }] : [],
  )
  return [
    ...blocked.map((row) => ({ ...row, reachable: false })),
    ...retried,
    ...(await noteSent(trx, sent, now)),
  ]
}
