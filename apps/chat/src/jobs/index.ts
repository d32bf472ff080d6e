import { type Job } from '@kindred/service'

import { type ChatContext } from '../context.js'
import { eventRetention, tombstoneRetentionMs } from '../domain/retention.js'
import { pruneUserEvents } from '../store/retention.js'
import { removeTombstonesBefore } from '../store/tombstones.js'
import { removeSealed } from './remove-sealed.js'

const minute = 60_000
const maxPeople = 500
/** Batches of one run; what is left has time until the next. */
const maxBatches = 20

const before = ({ clock }: ChatContext, ms: number): Date => new Date(clock.now().getTime() - ms)

const pruneEvents: Job<ChatContext> = {
  name: 'prune events',
  everyMs: minute,
  async run(context) {
    const kept = { since: before(context, eventRetention.ageMs), count: eventRetention.count }
    let batches = 0
    while (batches++ < maxBatches && (await pruneUserEvents(context.db, kept, maxPeople)) === maxPeople);
  },
}

const clearTombstones: Job<ChatContext> = {
  name: 'clear tombstones',
  everyMs: 60 * minute,
  run: (context) => removeTombstonesBefore(context.db, before(context, tombstoneRetentionMs)),
}

/** What chat does by the clock. */
export const jobs = [pruneEvents, clearTombstones, removeSealed]
