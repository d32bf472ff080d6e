import pg from 'pg'

import { sql } from '@kindred/db'
import { AppError } from '@kindred/kernel'

import { interleave, short, type Spread, spreadText } from '../../../../tools/bench/src/index.js'
import { openContext, swipe } from '../paths.js'
import { createRandom } from '../random.js'
import { type Site } from '../site.js'
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
 * A swipe with everything that hangs on it, once with the limit of a day known from memory and once counted, against the insert of one
 * row with the same columns and one key, into a table of as many rows: what it costs to find a place among millions is the same for all.
 * Many at a time, when swipes share statements and inserts do not, and one at a time, when nothing is shared.
 */
async function measureRate(bench: Bench, site: Site): Promise<void> {
  await makePlainTable(site)
  const random = createRandom(site.people.count)
  const somebody = () => 1 + Math.floor(random() * site.people.count)
  const context = openContext(site.pool, site.deck)
  const went = { short: 0, long: 0 }
  const insert = async (): Promise<void> => {
    await sql`insert into plain_swipe values (${somebody()}, ${somebody()}, 'LIKE', ${new Date()}) on conflict do nothing`.execute(
      context.db,
    )
  }
  async function swipeOn(viewer: number): Promise<void> {
    const target = somebody()
    if (viewer === target) return
    // The few between whom there is a block are refused.
    const isShort = await swipe(context, { viewer, target, kind: random() < 0.4 ? 'LIKE' : 'PASS' }).catch(refused)
    went[isShort ? 'short' : 'long']++
  }
  async function swipeTogether(together: Together, isKnown: boolean): Promise<number> {
    const viewers = Array.from({ length: together.count }, somebody)
    // As before most swipes, each has asked for a page: memory knows whom the viewer has seen, and that it was never so many.
    if (isKnown)
      await allAtOnce(together, async (at) => {
        await site.deck.findCandidates(site.search(viewers[at]!), pageSize, 'memory')
      })
    return perSecond(together, (at) => swipeOn(viewers[at]!))
  }
  const contestants = [
    { name: 'plain insert', run: () => perSecond(many, insert) },
    { name: 'swipe', run: () => swipeTogether(many, true) },
    { name: 'swipe, limit counted', run: () => swipeTogether(many, false) },
    { name: 'plain insert, alone', run: () => perSecond(alone, insert) },
    { name: 'swipe, alone', run: () => swipeTogether(alone, true) },
  ]
  const measured = await interleave(contestants, Math.max(bench.rounds, 9))
  tellRates(bench, site, `${went.long} of ${went.short + went.long} went the long way`, measured)
  bench.keep(`swipe ${site.name}`, Object.fromEntries(measured))
}

function tellRates(
  bench: Bench,
  { name: size, people }: Site,
  went: string,
  measured: ReadonlyMap<string, { readonly values: readonly number[]; readonly spread: Spread }>,
): void {
  const judged = people.count >= 100_000
  const tell = (name: string, plain: string, more: { readonly judged: boolean; readonly note: string }) =>
    bench.bar({
      ...{ name: `${name} / ${plain}`, size, unit: '×', atLeast: 0.45, ...more },
      measured: ratios(measured.get(name)!.values, measured.get(plain)!.values),
    })
  const note = judged ? '' : 'judged from 100k; '
  tell('swipe', 'plain insert', { judged, note: `${note}${many.workers} at a time; ${went}` })
  tell('swipe, limit counted', 'plain insert', { judged: false, note: 'of viewers whom memory does not know' })
  tell('swipe, alone', 'plain insert, alone', { judged: false, note: 'one at a time: no statement is shared' })
  bench.table(
    `${many.workers} at a time, alone one, a second, ${size}`,
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

async function perSecond(together: Together, act: (at: number) => Promise<void>): Promise<number> {
  const from = performance.now()
  await allAtOnce(together, act)
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
  const context = openContext(site.pool, site.deck)
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
    select count(distinct match_id)::integer as matches from pair where ${ours} and match_id is not null`.execute(db)
  const note = `${short((2 * mutualLikes) / seconds)} likes a second`
  const bounds = { atLeast: mutualLikes, atMost: mutualLikes }
  const measured = once(rows[0]?.matches ?? 0)
  bench.bar({ name: 'matches of 20,000 mutual likes', size: site.name, unit: '', measured, ...bounds, note })
}
