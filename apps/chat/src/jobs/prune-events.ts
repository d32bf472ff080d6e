import type { Job } from '@kindred/service'

import type { ChatContext } from '../context.js'
import { eventRetention } from '../domain/retention.js'
import { pruneUserEvents } from '../store/retention.js'

const minute = 60_000
const maxPeople = 500
/** Batches of one run; the next run goes on. */
const maxBatches = 20

export const pruneEvents: Job<ChatContext> = {
  name: 'prune events',
  everyMs: minute,
  async run({ db, clock }) {
    const since = new Date(clock.now().getTime() - eventRetention.ageMs)
    const kept = { since, count: eventRetention.count }
    let batches = 0
    while (batches++ < maxBatches && (await pruneUserEvents(db, kept, maxPeople)) === maxPeople);
  },
}
