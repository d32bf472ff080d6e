import { type Kysely, type Migration, sql } from '@kindred/db'

/** Verifications by video note: the case names who decided and why. And since when a profile shows what a moderator compares. */
export const verificationCases: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table profile add column shown_since timestamptz`.execute(db)
    await sql`
      alter table verification
        add column case_id uuid,
        drop constraint verification_by_somebody,
        add constraint verification_by_somebody check (
          num_nonnulls(moderator_id, case_id) = case when cardinality(changed) > 0 then 0 else 1 end
        )`.execute(db)
  },
}
