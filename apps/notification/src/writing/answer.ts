import { maxUnanswered } from '../domain/pace.js'
import { releaseHeld } from '../store/notices.js'
import { saveAnswered } from '../store/recipients.js'
import type { RecipientRow, Trx } from '../store/schema.js'

/** People did something: they may be told more, and what the limit of a day kept is due. The caller has locked them. */
export async function noteAnswers(trx: Trx, recipients: Iterable<RecipientRow>, now: Date): Promise<void> {
  const told = [...recipients].filter(({ unanswered }) => unanswered > 0)
  if (told.length === 0) return
  await saveAnswered(
    trx,
    told.map((row) => row.user_id),
  )
  const limited = told.filter(({ unanswered }) => unanswered >= maxUnanswered).map((row) => row.user_id)
  await releaseHeld(trx, limited, now)
}
