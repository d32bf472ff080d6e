import pg from 'pg'

import { sql } from '@kindred/db'
import { AppError } from '@kindred/kernel'

import { type Bar, interleave, short, type Spread, spreadText } from '../../../../tools/bench/src/index.js'
import { findInService, findSwipePeople, foldTallies, openContext, swipe } from '../paths.js'
import { createRandom } from '../random.js'
import { userIdOf } from '../rows.js'
import type { Site } from '../site.js'
import { measurePages } from './pages.js'
import { type Bench, once, pageSize, ratios } from './section.js'

/** How many a round, and how many workers share them. */
interface Together {
  readonly count: number
  readonly workers: number
}

const many = { count: 3_000, workers: 16 }
const alone = { count: 1_000, workers: 1 }
const mutualLikes = 20_000

/** Pages with swipes in between, the rate of swipes, and whether no match is lost or made twice. */
export async function measureSwipe(bench: Bench): Promise<void> {
  for (const site of bench.sites) {
    await measurePages(bench, site)
    await measureRate(bench, site)
    await measureMatches(bench, site)
  }
}

/**
 * Swipes with all that they bring about, the counters of the people, too, against the insert of one row with the same columns and one key,
 * into a table of as many rows: what it costs to find a place among millions is the same for all. Many at a time, when swipes share
 * statements and inserts do not, and one at a time, when nothing is shared.
 */
async function measureRate(bench: Bench, site: Site): Promise<void> {
  await makePlainTable(site)
  const context = openContext(site.pool, site.memory)
  await foldTallies(context.db)
  const random = createRandom(site.people.count)
  const somebody = () => 1 + Math.floor(random() * site.people.count)
  const went = { short: 0, long: 0 }
  const insert = async (): Promise<void> => {
    await sql`insert into plain_swipe values (${somebody()}, ${somebody()}, 'LIKE', ${new Date()}) on conflict do nothing`.execute(
      context.db,
    )
  }
  async function swipeOn(viewer: number, withReads: boolean): Promise<void> {
    const target = somebody()
    if (viewer === target) return
    if (withReads) await findSwipePeople(context.db, userIdOf(viewer), userIdOf(target), new Date())
    // The few between whom there is a block are refused.
    const isShort = await swipe(context, { viewer, target, kind: random() < 0.4 ? 'LIKE' : 'PASS' }).catch(
      refused,
    )
    went[isShort ? 'short' : 'long']++
  }
  /** A tenth of the people asks for no page: memory does not know how often they swiped. */
  const strangers = Math.floor(site.people.count / 10)
  async function swipeTogether(together: Together, { isKnown = true, withReads = false }): Promise<number> {
    const from = isKnown ? strangers : 0
    const range = isKnown ? site.people.count - strangers : strangers
    const viewers = Array.from({ length: together.count }, () => from + 1 + Math.floor(random() * range))
    // As before most swipes, each has asked for a page.
    if (isKnown)
      await allAtOnce(together, async (at) => {
        await findInService(site, site.search(viewers[at]!), pageSize)
      })
    return perSecond(together, {
      act: (at) => swipeOn(viewers[at]!, withReads),
      // As the service does every few seconds.
      after: () => foldTallies(context.db),
    })
  }
  const contestants = [
    { name: 'plain insert', run: () => perSecond(many, { act: insert }) },
    { name: 'swipe', run: () => swipeTogether(many, {}) },
    { name: 'swipe, limit counted', run: () => swipeTogether(many, { isKnown: false }) },
    { name: 'swipe and its reads', run: () => swipeTogether(many, { withReads: true }) },
    { name: 'plain insert, alone', run: () => perSecond(alone, { act: insert }) },
    { name: 'swipe, alone', run: () => swipeTogether(alone, {}) },
  ]
  const measured = await interleave(contestants, Math.max(bench.rounds, 9))
  tellRates(
    bench,
    site,
    `${went.long} of ${went.short + went.long} needed a transaction of their own`,
    measured,
  )
  bench.keep(`swipe ${site.name}`, Object.fromEntries(measured))
}

function tellRates(
  bench: Bench,
  { name: size, people }: Site,
  went: string,
  measured: ReadonlyMap<string, { readonly values: readonly number[]; readonly spread: Spread }>,
): void {
  const tell = (name: string, plain: string, more: Partial<Bar> & Pick<Bar, 'note'>) =>
    bench.bar({
      name: `${name} / ${plain}`,
      size,
      unit: '×',
      judged: false,
      ...more,
      measured: ratios(measured.get(name)!.values, measured.get(plain)!.values),
    })
  const judged = people.count >= 100_000
  const note = `${judged ? '' : 'judged from 100k; '}${many.workers} at a time, which share statements; ${went}`
  tell('swipe', 'plain insert', { atLeast: 0.45, judged, note })
  tell('swipe, limit counted', 'plain insert', {
    note: 'for information: of viewers whom memory does not know',
  })
  tell('swipe and its reads', 'plain insert', { note: 'for information: with the query for its two people' })
  tell('swipe, alone', 'plain insert, alone', { note: 'for information: one at a time, nothing is shared' })
  bench.table(
    `a second, ${many.workers} at a time, and one at a time where it says alone, ${size}`,
    ['what', 'rate'],
    [...measured].map(([name, { spread }]) => [name, spreadText(spread)]),
  )
}

function refused(error: unknown): false {
  if (error instanceof AppError && error.code === 'TARGET_NOT_FOUND') return false
  throw error
}

/** By a connection of its own, which no time limit stops. The indexes are in the buffers then, as in a server that has run for a while. */
async function makePlainTable({ url }: Site): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    await client.query(`
      create table plain_swipe as select lower as viewer, upper as target, coalesce(lower_swipe, upper_swipe) as swipe,
        coalesce(lower_swiped_at, upper_swiped_at) as swiped_at from pair`)
    await client.query('alter table plain_swipe add primary key (viewer, target)')
    await client.query('create extension if not exists pg_prewarm')
    // Again and again, as buffers that were used once are the first to make room.
    for (let pass = 0; pass < 3; pass++)
      await client.query(`
        select pg_prewarm(indexrelid) from pg_index
        where indrelid in ('person'::regclass, 'pair'::regclass, 'plain_swipe'::regclass)`)
  } finally {
    await client.end()
  }
}

async function perSecond(
  together: Together,
  { act, after }: { readonly act: (at: number) => Promise<void>; readonly after?: () => Promise<void> },
): Promise<number> {
  const from = performance.now()
  await allAtOnce(together, act)
  await after?.()
  return (1000 * together.count) / (performance.now() - from)
}

/** So many workers take one after another. */
async function allAtOnce({ count, workers }: Together, act: (at: number) => Promise<void>): Promise<void> {
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < count) await act(next++)
  }
  await Promise.all(Array.from({ length: workers }, worker))
}

/** Two who never met like each other at the same moment, twenty thousand times: each time one match. */
async function measureMatches(bench: Bench, site: Site): Promise<void> {
  const { db } = site.pool
  const context = openContext(site.pool, site.memory)
  const span = site.people.count - 30
  const pairOf = (at: number): [number, number] => [1 + (at % span), 2 + (at % span) + Math.floor(at / span)]
  const all = Array.from({ length: mutualLikes }, (_, at) => pairOf(at))
  const [lowers, uppers] = [all.map(([lower]) => lower), all.map(([, upper]) => upper)]
  const ours = sql`(lower, upper) in (select * from unnest(${lowers}::integer[], ${uppers}::integer[]))`
  await sql`delete from pair where ${ours}`.execute(db)
  const from = performance.now()
  await allAtOnce({ ...many, count: mutualLikes }, async (at) => {
    const [one, other] = pairOf(at)
    const like = (viewer: number, target: number) => swipe(context, { viewer, target, kind: 'LIKE' })
    await Promise.all([like(one, other), like(other, one)])
  })
  const seconds = (performance.now() - from) / 1000
  const { rows } = await sql<{ matches: number }>`
    select count(distinct match_id)::integer as matches from pair where ${ours} and match_id is not null`.execute(
    db,
  )
  const note = `${short((2 * mutualLikes) / seconds)} likes a second`
  const bounds = { atLeast: mutualLikes, atMost: mutualLikes }
  const measured = once(rows[0]?.matches ?? 0)
  bench.bar({ name: 'matches of 20,000 mutual likes', size: site.name, unit: '', measured, ...bounds, note })
}
