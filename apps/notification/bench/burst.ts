import { type Kysely, sql } from '@kindred/db'

import type { Site } from './site.js'

const claims = 100

/** Milliseconds that each claim takes while so many people are due, and as many wait for the morning. */
export async function measureBurst(site: Site, people: number): Promise<readonly number[]> {
  await fillQueue(site.db, people)
  const waits: number[] = []
  let messageId = 0
  for (let n = 0; n < claims; n += 1) {
    const from = performance.now()
    const given = await site.claim()
    waits.push(performance.now() - from)
    if (given.length === 0) throw new Error('nobody was due')
    await Promise.all(given.map(({ deliveryId }) => site.sent(deliveryId, (messageId += 1))))
  }
  return waits
}

/** The moment of the site's clock. */
const noon = '2026-06-15T12:00:00Z'

/** So many are written by one statement, which may take ten seconds. */
const perStatement = 10_000

/** Half of those who are due made a match, half are reminded of a conversation; the others have a match that waits. */
async function fillQueue(db: Kysely<unknown>, people: number): Promise<void> {
  for (let from = 0; from < 2 * people; from += perStatement)
    await sql`
      with crowd as (
        select gen_random_uuid() as user_id, gen_random_uuid() as id, at > ${people} as is_held,
          ${noon}::timestamptz + case when at > ${people} then interval '20 hours' else interval '0' end as due_at,
          case when at > ${people} or at % 2 = 0 then 1 else 6 end as urgency
        from generate_series(${from + 1}::int, ${from + perStatement}::int) as at
      ), waiting as (
        insert into recipient (user_id, next_at, next_urgency) select user_id, due_at, urgency from crowd
      )
      insert into notice (id, user_id, topic, kind, urgency, about, due_at, held, created_at)
      select id, user_id, case urgency when 1 then 'match ' else 'turn ' end || id,
        case urgency when 1 then 'MATCH' else 'YOUR_TURN' end, urgency, jsonb_build_object('conversationId', id), due_at,
        is_held, ${noon}::timestamptz
      from crowd`.execute(db)
  await sql`analyze recipient, notice`.execute(db)
}
