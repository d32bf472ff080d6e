import { hasLeft, lockPeople } from '@kindred/events/departures'

import { severityOf } from '../domain/severity.js'
import { holdOpenCase, saveSeverity } from '../store/cases.js'
import { listMarks, type NewMark, saveMark } from '../store/marks.js'
import { listVoices } from '../store/reports.js'
import type { Trx } from '../store/schema.js'

/** Keeps a mark about somebody; it weighs in the open case about the person, and opens none. */
export async function noteMark(trx: Trx, mark: NewMark): Promise<void> {
  await lockPeople(trx, mark.user_id)
  if (await hasLeft(trx, mark.user_id)) return
  await saveMark(trx, mark)
  const open = await holdOpenCase(trx, { kind: 'REPORTS', userId: mark.user_id })
  if (open === undefined) return
  await saveSeverity(
    trx,
    open.id,
    severityOf(await listVoices(trx, open.id), await listMarks(trx, mark.user_id)),
  )
}
