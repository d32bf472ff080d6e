import type { Kysely } from 'kysely'
import type pg from 'pg'
import { Pool } from 'undici'

import type { ReadProfile } from './face.js'
import { toJson } from './profile-json.js'
import type { ProfileRow, Tables } from './table.js'

/** One statement for each request, as nearly every server does it. */
export const readOne =
  (db: Kysely<Tables>): ReadProfile =>
  async (userId) => {
    const row = await db.selectFrom('profile').selectAll().where('user_id', '=', userId).executeTakeFirst()
    return row && toJson(row)
  }

const text = 'select * from profile where user_id = any($1)'

/** One prepared statement for all requests of a turn of the event loop: the least that reading this row costs in one process. */
export function readBatched(pool: pg.Pool): ReadProfile {
  let waiting = new Set<string>()
  let batch: Promise<Map<string, ProfileRow>> | undefined

  async function run(): Promise<Map<string, ProfileRow>> {
    await new Promise((resolve) => setImmediate(resolve))
    const values = [[...waiting]]
    waiting = new Set()
    batch = undefined
    const { rows } = await pool.query<ProfileRow>({ name: 'profiles', text, values })
    return new Map(rows.map((row) => [row.user_id, row]))
  }

  return async (userId) => {
    waiting.add(userId)
    batch ??= run()
    const row = (await batch).get(userId)
    return row && toJson(row)
  }
}

/** Asks another server of the same kind over HTTP and JSON. */
export function readOverHttp(origin: string): ReadProfile {
  const pool = new Pool(origin, { connections: 16, pipelining: 1 })
  return async (_userId, authorization) => {
    const answer = await pool.request({ path: '/v1/profiles/me', method: 'GET', headers: { authorization } })
    const body = await answer.body.json()
    return answer.statusCode === 200 ? (body as object) : undefined
  }
}
