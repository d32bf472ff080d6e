import { type Kysely, type Migration, sql } from 'kysely'

/**
 * Tables for what outlives a deletion, by the person key that auth tells: blocks, and superlikes, which from now on are counted here and no
 * longer in the pairs. People who are here already count as known, under a stand-in until their key comes; profiles that come later wait
 * for theirs.
 */
export const personKeys: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create table account (user_id uuid primary key, key bytea not null)`.execute(db)
    await sql`create index account_key on account (key)`.execute(db)
    await sql`insert into account select user_id, sha256(user_id::text::bytea) from person`.execute(db)
    await sql`create table waiting_profile (user_id uuid primary key, version bigint not null, event bytea not null)`.execute(
      db,
    )
    await createBlocks(db)
    await sql`create table superlike (key bytea not null, at timestamptz not null)`.execute(db)
    await sql`create index superlike_key on superlike (key, at)`.execute(db)
    await sql`create index superlike_age on superlike (at)`.execute(db)
    await sql`
      insert into superlike
      select sha256(user_id::text::bytea), at from (
        select lower as slot, lower_swiped_at as at from pair where lower_swipe = 'SUPERLIKE'
        union all
        select upper, upper_swiped_at from pair where upper_swipe = 'SUPERLIKE'
      ) given join person using (slot) where at > now() - interval '2 days'`.execute(db)
  },
}

async function createBlocks(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table kept_block (
      blocker bytea not null,
      blocked bytea not null,
      blocked_at timestamptz not null,
      hidden boolean not null,
      used_at timestamptz not null default now(),
      primary key (blocker, blocked)
    )`.execute(db)
  await sql`create index kept_block_blocked on kept_block (blocked)`.execute(db)
  await sql`create index kept_block_use on kept_block (used_at)`.execute(db)
  await sql`
    create table hidden_block (
      blocker integer not null references person (slot) on delete cascade,
      blocked integer not null references person (slot) on delete cascade,
      primary key (blocker, blocked)
    )`.execute(db)
  await sql`create index hidden_block_blocked on hidden_block (blocked)`.execute(db)
}
