import { newId } from '@kindred/kernel'

import { urgencyOf } from '../domain/kinds.js'
import { type NoticedOutcome, topics } from '../domain/notice.js'
import { isShutOut } from '../domain/standing.js'
import { addNews } from '../store/notices.js'
import { saveRecipient } from '../store/recipients.js'
import type { Trx } from '../store/schema.js'
import { changePeople } from './change-people.js'

/** What safety says of a person. */
interface StandingNews {
  readonly userId: string
  readonly version: number
  readonly standing: string
  readonly endsAt?: Date | undefined
  readonly rule: string
  readonly decisionId: string
}

/** Tells a person who is shut out, or no longer; that somebody is hidden is told to nobody. */
export const changeStanding = (trx: Trx, news: StandingNews, now: Date): Promise<void> =>
  changePeople(trx, [news.userId], now, async (recipients) => {
    const before = recipients.get(news.userId)
    if (before === undefined || before.standing_version >= news.version) return
    const { userId, standing, version } = news
    await saveRecipient(trx, userId, { standing, standing_version: version })
    if (!isShutOut(standing) && !isShutOut(before.standing)) return
    const outcome = toOutcome(news)
    const topic = topics.outcome('standing', userId)
    const kind = 'SAFETY'
    await addNews(
      trx,
      [
        {
          id: newId(),
          user_id: userId,
          topic,
          kind,
          urgency: urgencyOf(kind),
          about: { outcome },
          due_at: now,
        },
      ],
      now,
    )
  })

/** What a hidden person is told is what somebody in good standing is told. */
function toOutcome({ standing, rule, endsAt, decisionId }: StandingNews): NoticedOutcome {
  const subject = 'STANDING'
  if (!isShutOut(standing)) return { subject, positive: true, rule: '', subjectId: '' }
  const outcome = { subject, positive: false, rule, subjectId: decisionId } as const
  return endsAt === undefined ? outcome : { ...outcome, endsAt: endsAt.toISOString() }
}
