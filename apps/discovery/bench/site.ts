import pg from 'pg'

import { type Database, sql } from '@kindred/db'

import type { Search } from '../src/domain/search.js'
import type { Memory } from '../src/memory/memory.js'
import type { PeopleIndex } from '../src/memory/people-index.js'
import type { Tables } from '../src/store/schema.js'
import { createDesignA } from './design-a.js'
import { type House, openBench } from './house.js'
import { load } from './load.js'
import { catalogue, makePeople } from './make-people.js'
import { Oracle } from './oracle.js'
import { makePairs } from './pairs.js'
import { type Around, loadIndex, loadMemory } from './paths.js'
import type { People } from './people.js'
import { questionOf } from './questions.js'
import { Relations } from './relations.js'
import { wordId } from './rows.js'
import { chooseViewers, type Viewers } from './viewers.js'

/** People of one size: made up, in the database, in memory, and with an oracle. */
export interface Site {
  /** As it was asked for: 100k. */
  readonly name: string
  readonly people: People
  readonly now: Date
  readonly viewers: Viewers
  readonly relations: Relations
  readonly oracle: Oracle
  readonly url: string
  /** One connection, as the service opens its own. */
  readonly database: Database<Tables>
  /** One connection for design A, whose plans are best made anew for each question. */
  readonly naive: Database<Tables>
  /** More connections, for the service and for many at once. */
  readonly pool: Database<Tables>
  readonly index: PeopleIndex
  readonly memory: Memory
  readonly swipes: number
  search(viewer: number): Search
  around(viewer: number): Around
  close(): Promise<void>
}

const seed = 20_261_122
const viewersEach = { dense: 500, sparse: 500, heavy: 500, mix: 500 }

/** Which people a site has. */
export interface SiteOptions {
  readonly name: string
  readonly count: number
  readonly now: Date
  /** With as many people of each class as there are questions for, though they are seldom; heavy swipers up to one in a hundred. */
  readonly everyClass: boolean
  readonly say: (line: string) => void
}

/** Makes the people of one size and loads them everywhere. */
export async function createSite(
  house: House,
  { name, count, now, everyClass, say }: SiteOptions,
): Promise<Site> {
  const startedAt = performance.now()
  const since = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`
  const nowHour = Math.floor(now.getTime() / 3_600_000)
  const heavySwipers = everyClass ? Math.ceil(Math.min(1.25 * viewersEach.heavy, count / 100)) : undefined
  const people = makePeople({ count, seed, nowHour, heavySwipers })
  const viewers = chooseViewers(people, seed ^ 1, viewersEach)
  const relations = new Relations(count, Object.values(viewers).flat())
  const url = await house.createDatabase(`bench_${name}${everyClass ? '_every_class' : ''}`)
  say(`${name}: people made after ${since()}`)
  const counted = await fill(url, people, relations)
  say(`${name}: ${counted.pairs} pairs with ${counted.swipes} swipes loaded and indexed after ${since()}`)
  const database = openBench(url)
  await database.db.connection().execute((db) => sql`set statement_timeout = 0`.execute(db))
  await createDesignA(database.db)
  const naive = openBench(url, 1, false)
  say(`${name}: design A after ${since()}`)
  const pool = openBench(url, 16)
  const memory = await loadMemory(pool)
  say(`${name}: ready after ${since()}; ${(counted.swipes / count).toFixed(1)} swipes a head`)
  const search = remember((viewer) => questionOf(people, viewer, now))
  const around = remember((viewer) => {
    const { seen, apart, likers } = relations.of(viewer)
    return { seen: [...seen], apart: [...apart], likers: [...likers] }
  })
  return {
    name,
    people,
    now,
    viewers,
    relations,
    url,
    database,
    naive,
    pool,
    memory,
    search,
    around,
    index: await loadIndex(pool),
    swipes: counted.swipes,
    oracle: new Oracle(people, now),
    async close() {
      await memory.stop()
      await Promise.all([database.close(), naive.close(), pool.close()])
    },
  }
}

function remember<T>(make: (viewer: number) => T): (viewer: number) => T {
  const made = new Map<number, T>()
  return (viewer) => {
    const known = made.get(viewer) ?? make(viewer)
    made.set(viewer, known)
    return known
  }
}

async function fill(
  url: string,
  people: People,
  relations: Relations,
): Promise<{ pairs: number; swipes: number }> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const watch = relations.watch.bind(relations)
    const counted = await load(client, people, { pairs: makePairs(people, seed ^ 2), watch })
    for (const kind of ['interests', 'languages'] as const)
      for (let position = 0; position < catalogue[kind]; position++)
        await client.query('insert into word (kind, id, position) values ($1, $2, $3)', [
          kind,
          wordId(kind, position),
          position,
        ])
    await client.query('vacuum analyze')
    await client.query('checkpoint')
    return counted
  } finally {
    await client.end()
  }
}
