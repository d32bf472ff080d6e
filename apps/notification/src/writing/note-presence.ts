import { graceMs } from '../domain/presence.js'
import { closeOthers, saveHeard, savePresence, type Word } from '../store/presence.js'
import { saveAnswered } from '../store/recipients.js'
import type { Trx } from '../store/schema.js'

/** Notes who is at a gateway. False when words of it got lost, so that it is to name everybody. */
export async function notePresence(trx: Trx, word: Word, complete: boolean): Promise<boolean> {
  const heardAt = await saveHeard(trx, word.instanceId, word.at)
  await savePresence(trx, word)
  if (complete) await closeOthers(trx, word)
  if (word.opened.length > 0) await saveAnswered(trx, word.opened)
  return complete || (heardAt !== undefined && word.at.getTime() - heardAt.getTime() < graceMs)
}
