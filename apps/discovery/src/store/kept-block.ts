import { type Kysely, sql } from 'kysely'

import type { KeptBlockTable, Tables } from './schema.js'

/**
 * Keeps the blocks of a person who is about to be removed. Those that others gave are hidden from their lists, which would show who comes
 * back.
 */
export async function keepBlocks(db: Kysely<Tables>, slot: number): Promise<void> {
  await sql`
    insert into kept_block (blocker, blocked, blocked_at, hidden)
    select mine.key, theirs.key, at, block.blocked = ${slot} or exists (
      select from hidden_block where hidden_block.blocker = block.blocker and hidden_block.blocked = block.blocked
    )
    from (
      select lower as blocker, upper as blocked, lower_blocked_at as at from pair where ${slot} in (lower, upper) and lower_blocked_at is not null
      union all
      select upper, lower, upper_blocked_at from pair where ${slot} in (lower, upper) and upper_blocked_at is not null
    ) block
    join person one on one.slot = block.blocker join account mine on mine.user_id = one.user_id
    join person other on other.slot = block.blocked join account theirs on theirs.user_id = other.user_id
    on conflict (blocker, blocked) do update set hidden = kept_block.hidden or excluded.hidden, used_at = now()`.execute(
    db,
  )
  await sql`
    update kept_block set hidden = true where not hidden and blocked = (
      select key from account join person using (user_id) where slot = ${slot}
    )`.execute(db)
}

/** A kept block and the slots of its people; null for a person who is not here. */
interface KeptBlock extends Pick<KeptBlockTable, 'blocker' | 'blocked' | 'blocked_at' | 'hidden'> {
  readonly blocker_slot: number | null
  readonly blocked_slot: number | null
}

/**
 * Reads the kept blocks of a person and marks them as used. They are locked, so that of two people who come back at once the second finds
 * the first.
 */
export async function useKeptBlocks(db: Kysely<Tables>, key: Buffer): Promise<KeptBlock[]> {
  const ours = sql`${key} in (blocker, blocked)`
  await sql`select from kept_block where ${ours} order by blocker, blocked for update`.execute(db)
  await sql`update kept_block set used_at = now() where ${ours}`.execute(db)
  const slotOf = (side: string) =>
    sql`(select slot from account join person using (user_id) where key = ${sql.ref(side)} limit 1)`
  const { rows } = await sql<KeptBlock>`
    select blocker, blocked, blocked_at, hidden, ${slotOf('blocker')} as blocker_slot, ${slotOf('blocked')} as blocked_slot
    from kept_block where ${ours} order by blocker, blocked`.execute(db)
  return rows
}

export async function removeKeptBlock(
  db: Kysely<Tables>,
  { blocker, blocked }: Pick<KeptBlock, 'blocker' | 'blocked'>,
): Promise<void> {
  await db.deleteFrom('kept_block').where('blocker', '=', blocker).where('blocked', '=', blocked).execute()
}

/** Hides a block from the blocker's list; both are slots. */
export async function hideBlock(db: Kysely<Tables>, blocker: number, blocked: number): Promise<void> {
  await db
    .insertInto('hidden_block')
    .values({ blocker, blocked })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function isHiddenBlock(db: Kysely<Tables>, blocker: number, blocked: number): Promise<boolean> {
  const found = await db
    .selectFrom('hidden_block')
    .select('blocker')
    .where('blocker', '=', blocker)
    .where('blocked', '=', blocked)
    .executeTakeFirst()
  return found !== undefined
}

/** Removes at most `limit` blocks that were not used for a year by the database's clock, which stamped them; returns how many. */
export async function forgetKeptBlocks(db: Kysely<Tables>, limit: number): Promise<number> {
  const { rows } = await sql`
    delete from kept_block where (blocker, blocked) in (
      select blocker, blocked from kept_block where used_at < now() - interval '12 months' limit ${limit}
    ) returning 1`.execute(db)
  return rows.length
}
