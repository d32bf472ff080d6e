import { topics } from '../domain/notice.js'
import { removeLikes, saveCelebrated, saveMatchesSeen } from '../store/arrivals.js'
import { removeTopics } from '../store/notices.js'
import type { Trx } from '../store/schema.js'
import { noteAnswers } from './answer.js'
import { changePeople } from './change-people.js'

/** What a person has seen. */
interface Seen {
  readonly likes: boolean
  readonly matches: boolean
  readonly celebratedMatchIds: readonly string[]
}

/** Takes what was seen from the badges, and from what the person is to be told. */
export const markSeen = (trx: Trx, userId: string, seen: Seen, now: Date): Promise<void> =>
  changePeople(trx, [userId], now, async (recipients) => {
    await noteAnswers(trx, recipients.values(), now)
    if (seen.likes) {
      await removeLikes(trx, userId)
      await removeTopics(trx, [{ userId, topic: topics.likes }])
    }
    if (seen.matches) await saveMatchesSeen(trx, userId)
    await saveCelebrated(trx, userId, seen.celebratedMatchIds)
    await removeTopics(
      trx,
      seen.celebratedMatchIds.map((id) => ({ userId, topic: topics.match(id) })),
    )
  })
