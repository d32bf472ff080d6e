import { jsonFile, type PersonData } from '@kindred/service'

import type { Db } from './schema.js'

/** What the person reported, without saying whom. What others reported about the person stays until its case is over. */
export const personData: PersonData<{ readonly db: Db }> = {
  erases: ['name_under_reports'],
  keepsForDays: { reports_about_the_person: null },
  async *export({ db }, userId) {
    const reports = await db
      .selectFrom('report')
      .select(['reason', 'details', 'context_kind', 'created_at', 'outcome', 'answered_at'])
      .where('reporter_id', '=', userId)
      .orderBy('id')
      .execute()
    yield jsonFile('safety/reports.json', reports)
  },
}
