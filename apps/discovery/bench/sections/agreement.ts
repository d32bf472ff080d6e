import { type Kysely, sql } from '@kindred/db'

import { removePairsOf } from '../../src/store/pair.js'
import type { Tables } from '../../src/store/schema.js'
import { findBySql, findInService } from '../paths.js'
import { createRandom, type Random } from '../random.js'
import type { Site } from '../site.js'
import { classes } from '../viewers.js'
import { type Bench, once, pageSize } from './section.js'

const changesInAll = 50_000

/** Whether memory and SQL answer the same, before and after fifty thousand changes that reach the memory by the feed. */
export async function measureAgreement(bench: Bench): Promise<void> {
  for (const site of bench.sites) {
    await compare(bench, site, 'before')
    const from = performance.now()
    await change(site)
    await findInService(site, site.search(site.viewers.mix[0]!), 1)
    bench.say(
      `${site.name}: ${changesInAll} changes made and followed in ${Math.round(performance.now() - from)} ms`,
    )
    await compare(bench, site, `after ${changesInAll} changes`)
  }
}

async function compare(bench: Bench, site: Site, when: string): Promise<void> {
  for (const kind of classes) {
    let different = 0
    for (const viewer of site.viewers[kind]) {
      const search = site.search(viewer)
      const memory = await findInService(site, search, pageSize)
      const bySql = await findBySql(site.pool, search, pageSize)
      if (JSON.stringify(memory) !== JSON.stringify(bySql)) different++
    }
    const note = `${site.viewers[kind].length} viewers`
    const at = { size: site.name, unit: '', measured: once(different), atMost: 0, note }
    bench.bar({ name: `memory differs from SQL, ${kind}, ${when}`, ...at })
  }
}

type Change = (db: Kysely<Tables>, one: number[], other: number[]) => Promise<unknown>

const pairs = (one: number[], other: number[]) =>
  sql`unnest(${one}::integer[], ${other}::integer[]) as changed (one, other)`

/** Each as the service makes it, many at a time. */
const changes: Record<string, Change> = {
  moves: (db, one, other) =>
    sql`
    update candidate set cell = there.cell, x = there.x, y = there.y, z = there.z
    from ${pairs(one, other)} join candidate there on there.slot = changed.other where candidate.slot = changed.one`.execute(
      db,
    ),
  ranks: (db, one, other) =>
    sql`
    update candidate set active_hour = active_hour - other % 100, completeness = other % 1000, likes_received = likes_received + other % 7,
      swipes_received = swipes_received + other % 11
    from ${pairs(one, other)} where candidate.slot = changed.one`.execute(db),
  hides: (db, one, other) =>
    sql`
    update candidate set discoverable = other % 3 = 0 from ${pairs(one, other)} where candidate.slot = changed.one`.execute(
      db,
    ),
  async deletes(db, one) {
    const leaving = one.filter((slot) => slot % 5 === 0)
    for (const slot of leaving) await removePairsOf(db, slot)
    await sql`delete from person where slot = any(${leaving}::integer[])`.execute(db)
  },
  swipes: (db, one, other) =>
    sql`
    insert into pair (lower, upper, lower_swipe, lower_swiped_at)
    select distinct on (least(one, other), greatest(one, other)) least(one, other), greatest(one, other), (case when one % 2 = 0 then 'LIKE' else 'PASS' end)::swipe_kind, now()
    from ${pairs(one, other)} where one <> other
    on conflict (lower, upper) do update set upper_swipe = coalesce(pair.upper_swipe, 'LIKE'), upper_swiped_at = now()`.execute(
      db,
    ),
  blocks: (db, one, other) =>
    sql`
    insert into pair (lower, upper, upper_blocked_at) select distinct least(one, other), greatest(one, other), now()
    from ${pairs(one, other)} where one <> other
    on conflict (lower, upper) do update set upper_blocked_at = now()`.execute(db),
}

async function change(site: Site): Promise<void> {
  const random = createRandom(site.people.count ^ 5)
  const viewers = Object.values(site.viewers).flat()
  const asking = new Set(viewers)
  const each = Math.ceil(changesInAll / Object.keys(changes).length)
  for (const [name, make] of Object.entries(changes)) {
    const isOfTwo = name === 'swipes' || name === 'blocks'
    const all = Array.from({ length: each }, () =>
      isOfTwo ? somebodyOf(random, viewers) : anybody(random, site),
    )
    // Who left asks no more.
    const one = name === 'deletes' ? all.filter((slot) => !asking.has(slot)) : all
    const other = one.map(() => anybody(random, site))
    await site.pool.db.transaction().execute(async (trx) => {
      await sql`set local statement_timeout = 0`.execute(trx)
      await make(trx, one, other)
      await sql`insert into change (slot, other) select one, ${isOfTwo ? sql`other` : sql`null`} from ${pairs(one, other)}
        where ${isOfTwo ? sql`one <> other` : sql`true`}`.execute(trx)
    })
  }
}

const anybody = (random: Random, { people }: Site): number => 1 + Math.floor(random() * people.count)
const somebodyOf = (random: Random, slots: readonly number[]): number =>
  slots[Math.floor(random() * slots.length)]!
