import { severityOfMarks } from '../domain/marks.js'
import { hidesUntilLooked, severityOf, voicesSince } from '../domain/severity.js'
import { saveSeverity } from '../store/cases.js'
import { findSystemEnd } from '../store/decisions.js'
import { listMarks } from '../store/marks.js'
import { listVoices } from '../store/reports.js'
import type { Trx } from '../store/schema.js'
import { hideUntilLookedAt } from './hide-until-looked-at.js'

/** A case about reports, and whom it is about. */
export interface WeighedCase {
  readonly caseId: string
  readonly userId: string
}

/**
 * Gives a case its place in the queue anew, and hides whom it is about when enough people have reported; once a moderator has let the person
 * go again, enough who had not reported before. The case is held by the caller.
 */
export async function weighCase(trx: Trx, { caseId, userId }: WeighedCase, now: Date): Promise<void> {
  const voices = await listVoices(trx, caseId)
  await saveSeverity(trx, caseId, severityOf(voices) + severityOfMarks(await listMarks(trx, userId)))
  const lookedAt = await findSystemEnd(trx, caseId)
  const counted = lookedAt === undefined ? voices : voicesSince(voices, lookedAt)
  if (hidesUntilLooked(counted)) await hideUntilLookedAt(trx, { caseId, userId }, now)
}
