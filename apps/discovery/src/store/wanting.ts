import { type RawBuilder, sql } from '@kindred/db'

import { kilometreMarks } from '../domain/place.js'
import { columnsOf, type WordSet } from './candidate-columns.js'
import { arrayOf, type Asker, chord2From, theirFilters } from './rules.js'

/**
 * Whether a candidate is shown to others and wants somebody like the viewer; null when there is no candidate. The statement joins the
 * viewer as `person` and `viewer`, and the other as `candidate`.
 */
export function wantsViewer(now: RawBuilder<Date>): RawBuilder<unknown> {
  const place = { x: axis('x'), y: axis('y'), z: axis('z') }
  return sql`candidate.discoverable and ${theirFilters(askerOf(now))} and ${chord2From(place)} < ${marks}[candidate.max_km]`
}

/** The squared distance of each whole number of kilometres, from 1. */
const marks = sql.raw(`('${arrayOf([...kilometreMarks])}'::float8[])`)

const axis = (name: string) => sql<number>`${sql.ref(`viewer.${name}`)}::float8`

/**
 * PostgreSQL counts years as ageOn does: somebody born on 29 February turns a year older on 1 March. A plain date would be taken for a
 * local midnight, which some days lack.
 */
function askerOf(now: RawBuilder<Date>): Asker {
  const words = (set: WordSet) => columnsOf[set].map((column) => sql<number>`${sql.ref(`viewer.${column}`)}`)
  const age = sql<number>`extract(year from age(date_trunc('day', ${now}::timestamptz at time zone 'UTC'), (date '1970-01-01' + viewer.birth_day)::timestamp))::integer`
  return {
    age,
    traits: words('traits'),
    viewerHeight: sql`viewer.height`,
    interests: words('interests'),
    languages: words('languages'),
  }
}
