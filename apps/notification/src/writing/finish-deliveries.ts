import { listDeliveries, saveFinished } from '../store/deliveries.js'
import { removeNotices, removeNoticesOf } from '../store/notices.js'
import { saveRecipients } from '../store/recipients.js'
import type { DeliveryRow, RecipientRow, Trx } from '../store/schema.js'
import { changePeople } from './change-people.js'
import { noteSent, type Sending } from './note-sent.js'

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
  const known = await listDeliveries(trx, [...results.keys()])
  const open = known.filter((row) => row.finished_at === null)
  if (open.length > 0)
    await changePeople(
      trx,
      open.map((row) => row.user_id),
      now,
      async (recipients) => {
        const ids = open.filter((row) => recipients.has(row.user_id)).map((row) => row.id)
        const finished = await saveFinished(trx, ids, now)
        const all = finished.map((delivery) => ({
          delivery,
          recipient: recipients.get(delivery.user_id)!,
          result: results.get(delivery.id)!,
        }))
        await saveRecipients(trx, await apply(trx, all, now))
      },
    )
  return new Set(known.map((row) => row.id))
}

/** A delivery, whom it was for and what became of it. */
interface Finished {
  readonly delivery: DeliveryRow
  readonly recipient: RecipientRow
  readonly result: Result
}

/** What the results mean to the notices; returns what they make of the recipients. */
async function apply(trx: Trx, finished: readonly Finished[], now: Date): Promise<RecipientRow[]> {
  const blocked = finished.flatMap(({ recipient, result: { is } }) => (is === 'BLOCKED' ? [recipient] : []))
  await removeNoticesOf(
    trx,
    blocked.map((row) => row.user_id),
  )
  const failed = finished.filter(({ result }) => result.is === 'FAILED')
  await removeNotices(
    trx,
    failed.flatMap(({ delivery }) => delivery.parts.map((part) => part.noticeId)),
  )
  const retried = finished.flatMap(({ recipient, result }) =>
    result.is === 'RETRY'
      ? [{ ...recipient, not_before: new Date(now.getTime() + result.afterSeconds * 1000) }]
      : [],
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
