import { transact } from '@kindred/db'
import type { Job } from '@kindred/service'

import type { SafetyContext } from '../context.js'
import { forgetVideos as forget } from '../writing/verify-person.js'

/** Lets video notes go after 7 days, decided or not. */
export const forgetVideos: Job<SafetyContext> = {
  name: 'forget-videos',
  everyMs: 10 * 60_000,
  alone: true,
  run: ({ db, clock }) => transact(db, (trx) => forget(trx, clock.now())),
}
