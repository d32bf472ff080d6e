import { type Kysely, type Migration, sql } from '@kindred/db'

import { firstLayout } from './first-layout.js'
import { layOutTraits } from './lay-out-traits.js'

/** Gives the traits as many words as their answers need, and stores which bit stands for which answer. */
export const traitsInWords: Migration = {
  breaks: 'what reads or writes candidates: the deck from SQL, likes, the pool, changed profiles as events',
  rewrites: ['candidate'],
  async up(db: Kysely<unknown>) {
    await sql`alter table candidate rename traits to traits_0`.execute(db)
    await sql`alter table candidate rename accepted to accepted_0`.execute(db)
    await sql`create table trait_layout (groups jsonb not null)`.execute(db)
    await sql`insert into trait_layout values (${JSON.stringify(firstLayout)}::jsonb)`.execute(db)
    await layOutTraits(db)
  },
}
