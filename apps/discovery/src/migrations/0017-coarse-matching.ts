import { type Kysely, type Migration, sql } from '@kindred/db'

import { areaOf, bandOf } from '../domain/coarse.js'
import { placeOf } from '../domain/place.js'

/** Somebody who hides the age, the distance or both. */
interface Hider {
  readonly slot: number
  readonly birth_date: string
  readonly cell: string
  readonly hide_age: boolean
  readonly hide_distance: boolean
}

const atOnce = 500

/** Whoever hides the age or the distance is matched by five years of birth, or by an area. */
export const coarseMatching: Migration = {
  async up(db: Kysely<unknown>) {
    const now = new Date()
    for (let after = 0; ;) {
      const { rows } = await sql<Hider>`
        select person.slot, birth_date::text as birth_date, person.cell, hide_age, hide_distance
        from person join candidate on candidate.slot = person.slot
        where person.slot > ${after} and person.cell is not null and (hide_age or hide_distance) order by person.slot limit ${atOnce}`.execute(
        db,
      )
      for (const hider of rows) await makeCoarse(db, hider, now)
      if (rows.length < atOnce) return
      after = rows.at(-1)!.slot
    }
  },
}

async function makeCoarse(db: Kysely<unknown>, hider: Hider, now: Date): Promise<void> {
  const { slot, birth_date: birthDate, hide_age: hidesAge, hide_distance: hidesDistance } = hider
  if (hidesAge)
    await sql`update candidate set birth_day = ${bandOf(birthDate, now)} where slot = ${slot}`.execute(db)
  const place = hidesDistance ? placeOf(areaOf(hider.cell)) : undefined
  if (place !== undefined)
    await sql`
      update candidate set cell = ${place.cell}, x = ${place.x}, y = ${place.y}, z = ${place.z}
      where slot = ${slot}`.execute(db)
}
