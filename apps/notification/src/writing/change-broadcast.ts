import { BroadcastChanged } from '@kindred/contracts/notification'
import { transact } from '@kindred/db'
import { publish } from '@kindred/events'
import { newId } from '@kindred/kernel'

import { broadcastNotFound, broadcastNotReady, textsIncomplete } from '../domain/errors.js'
import { topics } from '../domain/notice.js'
import { lockBroadcast, removeNewsNotices, saveBroadcast, saveState } from '../store/broadcasts.js'
import type { BroadcastRow, Db, StoredText, Trx } from '../store/schema.js'

/** News to prepare. */
interface Draft {
  readonly texts: readonly StoredText[]
  readonly language: string | null
  readonly activeWithinDays: number | null
  readonly verifiedOnly: boolean
}

/** Who does something with news. */
export interface Actor {
  readonly userId: string
  /** In the bot's chat rather than in the console. */
  readonly fromChat: boolean
}

/** People of several languages get news, which somebody wrote in one alone by an oversight. */
const minLanguages = 2

/** Prepares news; returns their id. Throws TEXTS_INCOMPLETE. */
export async function createBroadcast(trx: Trx, actor: Actor, draft: Draft, now: Date): Promise<string> {
  const languages = new Set(draft.texts.map((one) => one.language))
  if (languages.size < minLanguages || languages.size < draft.texts.length) throw textsIncomplete()
  const id = newId(now.getTime())
  await saveBroadcast(trx, { id, ...draft, createdAt: now })
  const { language, activeWithinDays, verifiedOnly } = draft
  const segment = { language, active_within_days: activeWithinDays, verified_only: verifiedOnly }
  await tell(trx, { id, ...segment, people: 0 }, actor, 'CREATED')
  return id
}

/** Sends news. Throws BROADCAST_NOT_FOUND and BROADCAST_NOT_READY. */
export async function startBroadcast(trx: Trx, actor: Actor, id: string): Promise<void> {
  const row = await lockBroadcast(trx, id)
  if (row === undefined) throw broadcastNotFound()
  if (row.state === 'SENDING' || row.state === 'QUEUED') return
  if (row.state !== 'READY') throw broadcastNotReady()
  await saveState(trx, id, 'SENDING')
  await tell(trx, row, actor, 'STARTED')
}

/**
 * Ends news for good. The state is committed first: whoever puts people into the queue sees it, and adds nobody after those who wait
 * were taken out. Throws BROADCAST_NOT_FOUND.
 */
export async function stopBroadcast(db: Db, actor: Actor, id: string): Promise<void> {
  await transact(db, async (trx) => {
    const row = await lockBroadcast(trx, id)
    if (row === undefined) throw broadcastNotFound()
    if (row.state === 'STOPPED') return
    await saveState(trx, id, 'STOPPED')
    await tell(trx, row, actor, 'STOPPED')
  })
  await removeNewsNotices(db, topics.news(id))
}

const tell = (
  trx: Trx,
  row: Pick<BroadcastRow, 'id' | 'language' | 'active_within_days' | 'verified_only' | 'people'>,
  { userId: actorId, fromChat }: Actor,
  act: BroadcastChanged['act'],
): Promise<void> =>
  publish(trx, BroadcastChanged, row.id, {
    broadcastId: row.id,
    actorId,
    act,
    language: row.language ?? '',
    activeWithinDays: row.active_within_days ?? 0,
    verifiedOnly: row.verified_only,
    people: row.people,
    fromChat,
  })
