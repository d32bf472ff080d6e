import { conversationNotFound } from '../domain/errors.js'
import { topics } from '../domain/notice.js'
import { removeTopics } from '../store/notices.js'
import type { Trx } from '../store/schema.js'
import { listThreads, saveThreads, type ThreadKey } from '../store/threads.js'
import { noteAnswers } from './answer.js'
import { changePeople } from './change-people.js'

/** Tells a person nothing more of a conversation, or does so again. */
export const muteConversation = (trx: Trx, key: ThreadKey, muted: boolean, now: Date): Promise<void> =>
  changePeople(trx, [key.userId], now, async (recipients) => {
    await noteAnswers(trx, recipients.values(), now)
    const [thread] = await listThreads(trx, [key])
    if (thread === undefined || thread.ended) throw conversationNotFound()
    await saveThreads(trx, [{ ...thread, muted }])
    const { userId, conversationId } = key
    if (muted)
      await removeTopics(
        trx,
        [topics.chat(conversationId), topics.turn(conversationId)].map((topic) => ({ userId, topic })),
      )
  })
