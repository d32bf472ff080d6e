import { beginnings, type Limits } from '@kindred/kernel/marks'

import { type Admit, admitBeginners } from '../domain/beginnings.js'
import type { Draft } from '../domain/draft.js'
import { listBeginners } from '../store/first-messages.js'
import type { ConversationRow, Db } from '../store/schema.js'

const admitAll: Admit = () => undefined

/** Whether any of the conversations would be begun. */
const isBeginning = (conversations: readonly ConversationRow[]): boolean =>
  conversations.some((row) => row.last_seq === 0)

/** Lets people begin conversations as far as their standing allows. The caller has locked their logs, so that each beginning counts. */
export async function openBeginnings(
  trx: Db,
  drafts: readonly Draft[],
  conversations: readonly ConversationRow[],
  limits: Limits,
): Promise<Admit> {
  if (!isBeginning(conversations)) return admitAll
  const unbegun = new Set(conversations.filter((row) => row.last_seq === 0).map((row) => row.id))
  const senders = drafts.filter((draft) => unbegun.has(draft.conversationId)).map((draft) => draft.senderId)
  if (senders.length === 0) return admitAll
  const since = new Date(limits.now.getTime() - beginnings.withinMs)
  return admitBeginners(await listBeginners(trx, senders, since, limits.now), limits)
}
