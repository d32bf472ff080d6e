import { type Kysely, type Migration, sql } from '@kindred/db'

/** An appeal falls with the decision that is taken back. It did not always: what is left of such appeals, nobody can decide. */
export const fallenAppeals: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      delete from appeal using decision
      where decision.id = appeal.decision_id and decision.end_reason = 'UNDONE' and appeal.outcome is null`.execute(
      db,
    )
    await sql`
      update case_file
      set state = 'CLOSED', closed_at = now(), claimant_id = null, lease_id = null, lease_ends_at = null, version = version + 1
      where kind = 'APPEAL' and state <> 'CLOSED'
        and about_id in (select id from decision where end_reason = 'UNDONE')`.execute(db)
  },
}
