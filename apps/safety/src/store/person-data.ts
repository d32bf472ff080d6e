import { jsonFile, type PersonData } from '@kindred/service'

import { departedKeyDays } from '../domain/retention.js'
import { removeMarks } from './marks.js'
import { removeTrust } from './outcomes.js'
import { removeFindingsOf } from './photo-findings.js'
import { removeReporterRecord } from './reporter-records.js'
import type { Db, Trx } from './schema.js'
import { findVideo, listVerifications, removeVerificationsOf } from './verifications.js'

/**
 * What the person reported, without saying whom, and the video notes by which the person asked to be verified. What others reported about
 * the person stays until its case is over, what was decided a year longer, and the audit record for good.
 */
export const personData: PersonData<{ readonly db: Db }> = {
  erases: ['name_under_reports', 'video_notes'],
  keepsForDays: {
    reports_about_the_person: null,
    person_key: departedKeyDays,
    signs_of_abuse: departedKeyDays,
    person_key_if_a_rule_was_broken: null,
    signs_of_abuse_if_a_rule_was_broken: null,
    cases_and_decisions_if_any: null,
    audit_record_of_cases_if_any: null,
  },
  async *export({ db }, userId) {
    const reports = await db
      .selectFrom('report')
      .select(['reason', 'details', 'context_kind', 'created_at', 'outcome', 'answered_at'])
      .where('reporter_id', '=', userId)
      .orderBy('id')
      .execute()
    yield jsonFile('safety/reports.json', reports)
    const verifications = await listVerifications(db, userId)
    yield jsonFile(
      'safety/verifications.json',
      verifications.map(({ gesture, started_at, submitted_at, outcome }) => ({
        gesture,
        started_at,
        submitted_at,
        outcome,
      })),
    )
    for (const { id } of verifications) {
      const video = await findVideo(db, id)
      if (video !== undefined) yield { name: `safety/video-notes/${id}.mp4`, data: [video] }
    }
  },
}

/** Removes the rows that go with a person's account; the standing and the person key go by rules of their own. */
export async function removePersonRows(trx: Trx, userId: string): Promise<void> {
  await removeReporterRecord(trx, userId)
  await removeTrust(trx, userId)
  await removeMarks(trx, userId)
  await removeFindingsOf(trx, userId)
  await removeVerificationsOf(trx, userId)
}
