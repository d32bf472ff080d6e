import { type Kysely, type Migration, sql } from '@kindred/db'

/** A person may sign in by something other than Telegram, and with proofs other than initData. */
export const logins: Migration = {
  breaks: 'sign-ins',
  rewrites: ['user_account'],
  async up(db: Kysely<unknown>) {
    await sql`alter table user_account add column login_kind text not null default 'telegram'`.execute(db)
    await sql`alter table user_account alter column login_kind drop default`.execute(db)
    await sql`alter table user_account drop constraint user_account_telegram_id_check`.execute(db)
    await sql`alter table user_account drop constraint user_account_telegram_id_key`.execute(db)
    await sql`alter table user_account rename column telegram_id to login_subject`.execute(db)
    await sql`alter table user_account alter column login_subject type text`.execute(db)
    await sql`alter table user_account add unique (login_kind, login_subject)`.execute(db)
    await sql`alter table init_data_use rename to proof_use`.execute(db)
    await sql`alter table session rename column init_data to proof`.execute(db)
  },
}
