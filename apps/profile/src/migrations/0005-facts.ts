import { type Kysely, type Migration, sql } from '@kindred/db'

/** One column for all choices: a new fact of the contract needs no migration. */
export const facts: Migration = {
  breaks: 'profiles',
  async up(db: Kysely<unknown>) {
    await sql`alter table profile add column facts jsonb not null default '{}'`.execute(db)
    await sql`
      update profile set facts = jsonb_strip_nulls(jsonb_build_object(
        'gender', gender, 'goal', goal, 'smoking', smoking, 'drinking', drinking, 'children', children, 'education', education
      ))`.execute(db)
    await sql`
      alter table profile
        drop column gender, drop column goal, drop column smoking, drop column drinking, drop column children, drop column education,
        alter column facts drop default,
        add constraint profile_facts_gender check (facts ? 'gender')`.execute(db)
  },
}
