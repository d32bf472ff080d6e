import { beginnings, marks } from '@kindred/kernel/marks'
import type { Job } from '@kindred/service'

import type { ChatContext } from '../context.js'
import { pruneFirstMessages } from '../store/first-messages.js'

const minute = 60_000
const keptMs = Math.max(beginnings.withinMs, marks.repeatedFirstMessage.withinMs)
const maxOfStep = 1_000
const maxSteps = 50

/** What is kept of first messages goes when no mark and no limit counts it any more. */
export const forgetFirstMessages: Job<ChatContext> = {
  name: 'forget first messages',
  everyMs: 10 * minute,
  async run({ db, clock }, signal) {
    const before = new Date(clock.now().getTime() - keptMs)
    for (let step = 0; step < maxSteps && !signal.aborted; step += 1)
      if ((await pruneFirstMessages(db, before, maxOfStep)) < maxOfStep) break
  },
}
