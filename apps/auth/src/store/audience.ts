import { sql } from '@kindred/db'

import type { Db } from './schema.js'

/** Whom news are for. */
interface Segment {
  readonly language: string | undefined
  readonly activeSince: Date | undefined
}

/** Those of some people who are in a segment. */
export async function filterAudience(
  db: Db,
  userIds: readonly string[],
  { language, activeSince }: Segment,
): Promise<string[]> {
  const speaks =
    language === undefined
      ? sql`true`
      : sql`lower(split_part(coalesce(chosen_language, language_code), '-', 1)) = ${language}`
  const isActive =
    activeSince === undefined
      ? sql`true`
      : sql`exists (select from session where user_id = user_account.id and last_used_at >= ${activeSince})`
  const { rows } = await sql<{ id: string }>`
    select id from user_account where id = any(${[...userIds]}::uuid[]) and ${speaks} and ${isActive}`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}
