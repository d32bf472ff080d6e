import type { Job } from '@kindred/service'

import type { ChatContext } from '../context.js'
import { removeSealedConversations, removeSealedMessages } from '../store/sealed.js'

const minute = 60_000
const maxOfStep = 1_000
const maxSteps = 50

/** Removes sealed messages whose time is over, a bounded number in each run. */
export const removeSealed: Job<ChatContext> = {
  name: 'remove sealed messages',
  everyMs: 10 * minute,
  async run({ db }, signal) {
    for (let step = 0; step < maxSteps && !signal.aborted; step += 1) {
      if ((await removeSealedMessages(db, maxOfStep)) < maxOfStep) break
    }
    await removeSealedConversations(db, maxOfStep)
  },
}
