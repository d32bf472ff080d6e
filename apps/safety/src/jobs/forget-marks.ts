import type { Job } from '@kindred/service'

import type { SafetyContext } from '../context.js'
import { markKeptMs } from '../domain/retention.js'
import { removeOldMarks } from '../store/marks.js'

/** Forgets marks that were not raised again for three months. */
export const forgetMarks: Job<SafetyContext> = {
  name: 'forget-marks',
  everyMs: 10 * 60_000,
  alone: true,
  run: ({ db, clock }) => removeOldMarks(db, new Date(clock.now().getTime() - markKeptMs)),
}
