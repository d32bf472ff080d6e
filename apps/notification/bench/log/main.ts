import { parseArgs } from 'node:util'

import { type LogEntry, LogGrown } from '@kindred/contracts/chat'
import { type Kysely, sql, transact } from '@kindred/db'
import { newId } from '@kindred/kernel'

import {
  type Bar,
  barTable,
  cpuSeconds,
  familyOf,
  spreadOf,
  verdictOf,
} from '../../../../tools/bench/src/index.js'
import { logGrown } from '../../src/events/log-grown.js'
import { benchClock, startSite } from '../site.js'

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, messages: { type: 'string', default: '12000' } },
})
const [rounds, messages] = [Number(values.rounds), Number(values.messages)]

/** Two who write to each other, in turn. */
interface Pair {
  readonly conversationId: string
  readonly userIds: readonly [string, string]
  seq: number
}

/** So many write, each with a socket open, and nobody says what was read. */
const pairs = Array.from({ length: 250 }, (): Pair => ({
  conversationId: newId(),
  userIds: [newId(), newId()],
  seq: 0,
}))
/** Messages that chat stores by one transaction, and messages of the events that its relay brings together. */
const perEvent = 50
const together = [100, 500, 2_000]

let turn = 0

function nextMessage(): LogEntry[] {
  const pair = pairs[(turn += 1) % pairs.length]!
  const seq = (pair.seq += 1)
  const actorId = pair.userIds[seq % 2]!
  return pair.userIds.map((userId) => ({
    userId,
    position: seq,
    kind: 'MESSAGE',
    conversationId: pair.conversationId,
    actorId,
    seq,
    isOwn: false,
    farewell: false,
    createdAt: benchClock.now(),
  }))
}

const nextEvent = (size: number): Uint8Array =>
  LogGrown.encode({ entries: Array.from({ length: size }, nextMessage).flat() }).finish()

async function open(db: Kysely<unknown>): Promise<void> {
  const instanceId = newId()
  const people = pairs.flatMap(({ userIds }) => [...userIds])
  const now = benchClock.now()
  await sql`insert into gateway_instance (id, heard_at) values (${instanceId}, ${new Date(now.getTime() + 3_600_000)})`.execute(
    db,
  )
  await sql`
    insert into presence (user_id, instance_id, opened_at)
    select id, ${instanceId}::uuid, ${now} from unnest(${people}::uuid[]) as id`.execute(db)
}

/** CPU seconds of this process, and those of PostgreSQL. */
function cpu(): { own: number; postgres: number } {
  const { user, system } = process.cpuUsage()
  const below = familyOf(process.pid).flatMap(({ pid }) => (pid === process.pid ? [] : [pid]))
  return { own: (user + system) / 1e6, postgres: cpuSeconds(below) }
}

async function measure(
  db: Kysely<unknown>,
  size: number,
): Promise<{ readonly own: number; readonly postgres: number }> {
  const batches = Array.from({ length: Math.ceil(messages / size) }, () =>
    Array.from({ length: Math.ceil(size / perEvent) }, () => nextEvent(perEvent)),
  )
  const before = cpu()
  for (const payloads of batches)
    await transact(db, (trx) => logGrown.applyAll!(trx, payloads, { clock: benchClock } as never))
  const after = cpu()
  const micros = (from: number, to: number): number => ((to - from) / (batches.length * size)) * 1e6
  return { own: micros(before.own, after.own), postgres: micros(before.postgres, after.postgres) }
}

const site = await startSite(1_000_000)
const found = new Map(together.map((size) => [size, { own: [] as number[], postgres: [] as number[] }]))
try {
  await open(site.db)
  for (let round = 0; round <= rounds; round += 1)
    for (const [size, costs] of found) {
      const { own, postgres } = await measure(site.db, size)
      process.stdout.write(
        `${size} messages together: notification ${own.toFixed(1)} µs a message, PostgreSQL ${postgres.toFixed(1)} µs\n`,
      )
      if (round === 0) continue
      costs.own.push(own)
      costs.postgres.push(postgres)
    }
} finally {
  await site.stop()
}
const bars = [...found].map(([size, { own, postgres }]): Bar => ({
  name: 'CPU of a message to somebody who is there',
  size: `${size} messages together`,
  measured: spreadOf(own.map((micros, at) => micros + postgres[at]!)),
  unit: 'µs',
  atMost: 20,
  judged: size === Math.max(...together),
  note: `PostgreSQL ${spreadOf(postgres).median.toFixed(1)} µs of it`,
}))
process.stdout.write(`\n${barTable(bars)}\n`)
if (bars.some((bar) => verdictOf(bar) === 'NOT met')) process.exitCode = 1
