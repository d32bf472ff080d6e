import { MatchCreated, MatchEnded } from '@kindred/contracts/discovery'
import { sql } from '@kindred/db'

import { quantile, spreadOf, spreadText } from '../../../../tools/bench/src/index.js'
import { activeHours } from '../../src/domain/score.js'
import { userIdOf } from '../rows.js'
import type { Site } from '../site.js'
import { type Stack, startStack } from '../stack.js'
import { type Bench, ratios } from './section.js'

const viewersAsked = 300
/** Until the compilers of all the processes have come to rest. */
const warmUps = 3
/** A page takes milliseconds, and the slowest of a hundred is a matter of chance: more rounds than elsewhere. */
const leastRounds = 7
const path = '/v1/discovery/candidates?page_size=20'

/** A site behind a gateway. */
interface Served {
  readonly site: Site
  readonly stack: Stack
  tokens: readonly string[]
  times: number[]
  readonly rounds: { p50: number; p99: number }[]
}

/**
 * A page of the deck over HTTP: client, gateway, discovery, database and back, each in a process of its own. Every page is of a new deck;
 * the sizes take turns question by question.
 */
export async function measureEndToEnd(bench: Bench): Promise<void> {
  const served: Served[] = []
  try {
    for (const [nth, site] of bench.sites.entries()) {
      await letChatKnowAll(site)
      const stack = await startStack(site.url, 21_000 + 2_000 * nth + Math.floor(Math.random() * 900))
      bench.leaving.add(stack.stop)
      const one: Served = { site, stack, tokens: [], times: [], rounds: [] }
      served.push(one)
      one.tokens = await signInAs(site, stack)
    }
    for (let round = -warmUps; round < Math.max(leastRounds, bench.rounds); round++) {
      await askEverybody(served)
      if (round < 0) continue
      for (const { times, rounds } of served)
        rounds.push({ p50: quantile(times, 0.5), p99: quantile(times, 0.99) })
    }
  } finally {
    await Promise.all(served.map(({ stack }) => stack.stop().finally(() => bench.leaving.delete(stack.stop))))
    for (const { site } of served) await undo(site)
  }
  report(bench, served)
}

/** Chat in a stack of its own is new and would be told of every match there ever was, all the while; a real one has known them for long. */
async function letChatKnowAll({ pool }: Site): Promise<void> {
  await sql`
    insert into outbox_subscription (subscriber, type)
    select 'chat', type from unnest(${[MatchCreated.$type, MatchEnded.$type]}::text[]) as type on conflict do nothing`.execute(
    pool.db,
  )
}

async function askEverybody(served: readonly Served[]): Promise<void> {
  for (const one of served) {
    await sql`truncate deck`.execute(one.site.pool.db)
    one.times = []
  }
  for (let viewer = 0; viewer < viewersAsked; viewer++)
    for (const { stack, tokens, times } of served) times.push(await stack.ask(path, tokens[viewer]!))
}

/** Gives people of the mix the ids under which auth knows those who signed in. */
async function signInAs({ viewers, pool }: Site, stack: Stack): Promise<string[]> {
  const tokens: string[] = []
  for (const slot of viewers.mix.slice(0, viewersAsked)) {
    const { userId, token } = await stack.signIn(slot)
    await sql`update person set user_id = ${userId} where slot = ${slot}`.execute(pool.db)
    tokens.push(token)
  }
  return tokens
}

/** They get their own ids back and were not here, and nobody left meanwhile: who asks is active, and hours pass, which the oracle is not told. */
async function undo({ viewers, people, pool }: Site): Promise<void> {
  for (const slot of viewers.mix.slice(0, viewersAsked)) {
    await sql`update person set user_id = ${userIdOf(slot)} where slot = ${slot}`.execute(pool.db)
    await sql`update candidate set active_hour = ${people.activeHour[slot]!} where slot = ${slot}`.execute(
      pool.db,
    )
    await sql`insert into change (slot) values (${slot})`.execute(pool.db)
  }
  await sql`
    with back as (
      update candidate set discoverable = true
      where not discoverable and not paused and active_hour > ${people.nowHour - activeHours} returning slot
    ) insert into change (slot) select slot from back`.execute(pool.db)
}

function report(bench: Bench, served: readonly Served[]): void {
  const spreads = served.map(
    ({ rounds }) => [spreadOf(rounds.map(({ p50 }) => p50)), spreadOf(rounds.map(({ p99 }) => p99))] as const,
  )
  const rows = served.map(({ site }, at) => [
    site.name,
    spreadText(spreads[at]![0]),
    spreadText(spreads[at]![1]),
  ])
  bench.table('a page over the gateway in milliseconds, mix', ['size', 'p50', 'p99'], rows)
  for (const [at, { site }] of served.entries()) {
    const [p50, p99] = spreads[at]!
    bench.keep(`latency ${site.name} mix end to end`, { p50, p99 })
  }
  const [small, large] = [served[0]!, served.at(-1)!]
  if (small === large) return
  const judged = small.site.people.count <= 10_000 && large.site.people.count >= 1_000_000
  const measured = ratios(
    large.rounds.map(({ p99 }) => p99),
    small.rounds.map(({ p99 }) => p99),
  )
  const size = `${small.site.name} → ${large.site.name}`
  const note = judged ? '' : 'judged at 10k → 1m'
  bench.bar({ name: 'growth of the p99 end to end', size, unit: '×', measured, atMost: 1.5, judged, note })
}
