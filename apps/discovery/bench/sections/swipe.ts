import pg from 'pg'

import { sql } from '@kindred/db'
import { AppError } from '@kindred/kernel'

import { interleave, short, type Spread, spreadText } from '../../../../tools/bench/src/index.js'
import { swipe } from '../paths.js'
import { createRandom } from '../random.js'
import { type Site } from '../site.js'
import { measurePages } from './pages.js'
import { type Bench, once, pageSize, ratios } from './section.js'

const atOnce = 16
const swipesARound = 3_000
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
 */
async function measureRate(bench: Bench, site: Site): Promise<void> {
  const { db } = site.pool
  await makePlainTable(site)
  const random = createRandom(site.people.count)
  const somebody = () => 1 + Math.floor(random() * site.people.count)
  let longWay = 0
  async function swipeAtOnce(isKnown: boolean): Promise<number> {
    const viewers = Array.from({ length: swipesARound }, somebody)
    // As before most swipes, each has asked for a page: memory knows whom the viewer has seen, and that it was never so many.
    if (isKnown)
      await allAtOnce(swipesARound, async (at) => {
        await site.deck.findCandidates(site.search(viewers[at]!), pageSize, 'memory')
      })
    return perSecond(async (at) => {
      const [viewer, target] = [viewers[at]!, somebody()]
      if (viewer === target) return
      const kind = random() < 0.4 ? 'LIKE' : 'PASS'
      // The few between whom there is a block are refused.
      const isShort = await swipe(site.pool, site.deck, { viewer, target, kind }).catch(refused)
      if (!isShort) longWay++
    })
  }
  const contestants = [
    {
      name: 'plain insert',
      run: () =>
        perSecond(async () => {
          await sql`insert into plain_swipe values (${somebody()}, ${somebody()}, 'LIKE', ${new Date()}) on conflict do nothing`.execute(
            db,
          )
        }),
    },
    { name: 'swipe', run: () => swipeAtOnce(true) },
    { name: 'swipe, limit counted', run: () => swipeAtOnce(false) },
  ]
  const rounds = Math.max(bench.rounds, 9)
  const measured = await interleave(contestants, rounds)
  const went = `${longWay} of ${2 * swipesARound * (rounds + 1)} went the long way`
  tellRates(bench, site, went, (name) => measured.get(name)!)
  bench.keep(`swipe ${site.name}`, Object.fromEntries(measured))
}

function tellRates(
  bench: Bench,
  { name: size, people }: Site,
  went: string,
  of: (name: string) => { readonly values: readonly number[]; readonly spread: Spread },
): void {
  const [plain, swipes, counted] = [of('plain insert'), of('swipe'), of('swipe, limit counted')]
  const at = { size, unit: '×', atLeast: 0.45 }
  const judged = people.count >= 100_000
  bench.bar({
    ...{ ...at, name: 'swipe / plain insert', measured: ratios(swipes.values, plain.values) },
    ...{ judged, note: `${judged ? '' : 'judged from 100k; '}${went}` },
  })
  bench.bar({
    ...{ ...at, name: 'swipe, limit counted / plain insert', measured: ratios(counted.values, plain.values) },
    ...{ judged: false, note: 'of viewers whom memory does not know' },
  })
  bench.table(
    `${atOnce} at a time, a second, ${size}`,
    ['what', 'rate'],
    [
      ['plain insert', spreadText(plain.spread)],
      ['swipe', spreadText(swipes.spread)],
      ['swipe, limit counted', spreadText(counted.spread)],
    ],
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

async function perSecond(act: (at: number) => Promise<void>): Promise<number> {
  const from = performance.now()
  await allAtOnce(swipesARound, act)
  return (1000 * swipesARound) / (performance.now() - from)
}

/** So many workers take one after another. */
async function allAtOnce(count: number, act: (at: number) => Promise<void>): Promise<void> {
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < count) await act(next++)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

/** Two who never met like each other at the same moment, twenty thousand times: each time one match. */
async function measureMatches(bench: Bench, site: Site): Promise<void> {
  const { db } = site.pool
  const span = site.people.count - 30
  const pairOf = (at: number): [number, number] => [1 + (at % span), 2 + (at % span) + Math.floor(at / span)]
  const all = Array.from({ length: mutualLikes }, (_, at) => pairOf(at))
  const [lowers, uppers] = [all.map(([lower]) => lower), all.map(([, upper]) => upper)]
  const ours = sql`(lower, upper) in (select * from unnest(${lowers}::integer[], ${uppers}::integer[]))`
  await sql`delete from pair where ${ours}`.execute(db)
  const from = performance.now()
  await allAtOnce(mutualLikes, async (at) => {
    const [one, other] = pairOf(at)
    const like = (viewer: number, target: number) => swipe(site.pool, site.deck, { viewer, target, kind: 'LIKE' })
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
