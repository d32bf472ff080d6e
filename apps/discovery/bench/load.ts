import type { Client } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

import { BinaryCopy } from './copy.js'
import { type PairBatch, swipes } from './pairs.js'
import type { People } from './people.js'
import { candidateColumns, personColumns, writeCandidate, writePerson } from './rows.js'

const pairColumns =
  'lower, upper, lower_swipe, lower_swiped_at, lower_blocked_at, upper_swipe, upper_swiped_at, upper_blocked_at, match_id, matched_at'

/** Fills the tables of discovery. Indexes of the large ones are made afterwards, from the definitions that the migrations gave them. */
export async function load(
  client: Client,
  people: People,
  { pairs, watch }: { pairs: Iterable<PairBatch>; watch: (batch: PairBatch) => void },
): Promise<{ pairs: number; swipes: number }> {
  // No triggers: foreign keys hold by construction.
  await client.query('set session_replication_role = replica')
  const makeIndexes = await dropIndexes(client, ['candidate', 'pair'])
  await copyPeople(client, people, 'person', personColumns, writePerson)
  await copyPeople(client, people, 'candidate', candidateColumns, writeCandidate)
  const counted = { pairs: 0, swipes: 0 }
  await copy(client, 'pair', pairColumns, async (rows) => {
    for (const batch of pairs) {
      watch(batch)
      counted.pairs += batch.length
      for (let at = 0; at < batch.length; at++) {
        const sent = writePair(rows, batch, at)
        if (sent) await sent
        counted.swipes += (batch.lowerSwipe[at] === 0 ? 0 : 1) + (batch.upperSwipe[at] === 0 ? 0 : 1)
      }
    }
  })
  await makeIndexes()
  await client.query(`select setval(pg_get_serial_sequence('person', 'slot'), ${people.count})`)
  await client.query('set session_replication_role = origin')
  return counted
}

/** In the transaction of the truncation: nothing is written twice, and rows need no vacuum to be seen by index-only scans. */
async function copy(
  client: Client,
  table: string,
  columns: string,
  write: (rows: BinaryCopy) => Promise<void>,
): Promise<void> {
  await client.query('begin')
  await client.query(`truncate ${table} cascade`)
  const stream = client.query(copyFrom(`copy ${table} (${columns}) from stdin (format binary, freeze)`))
  const failed = new Promise<never>((_, reject) => stream.once('error', reject))
  const rows = new BinaryCopy(stream)
  await Promise.race([failed, write(rows).then(() => rows.end())])
  await client.query('commit')
}

async function copyPeople(
  client: Client,
  people: People,
  table: string,
  ...[columns, writeRow]: [
    columns: readonly string[],
    writeRow: (rows: BinaryCopy, people: People, slot: number) => void,
  ]
): Promise<void> {
  await copy(client, table, columns.join(', '), async (rows) => {
    for (let slot = 1; slot <= people.count; slot++) {
      const sent = rows.row(columns.length)
      if (sent) await sent
      writeRow(rows, people, slot)
    }
  })
}

function writePair(rows: BinaryCopy, batch: PairBatch, at: number): Promise<void> | undefined {
  const sent = rows.row(10)
  const [lower, upper] = [batch.lower[at]!, batch.upper[at]!]
  rows.integer(lower).integer(upper)
  writeSide(rows, batch.lowerSwipe[at]!, batch.lowerAt[at]!, batch.blocked[at] === 1)
  writeSide(rows, batch.upperSwipe[at]!, batch.upperAt[at]!, batch.blocked[at] === 2)
  if (!isMatch(batch, at)) rows.none().none()
  else rows.uuid(pairId(lower, upper)).timestamp(Math.max(batch.lowerAt[at]!, batch.upperAt[at]!))
  return sent
}

function writeSide(rows: BinaryCopy, swipe: number, at: number, blocked: boolean): void {
  if (swipe === 0) rows.none().none()
  else rows.text(swipes[swipe]!).timestamp(at)
  if (blocked) rows.timestamp(at)
  else rows.none()
}

const isLike = (swipe: number): boolean => swipe === 1 || swipe === 3

/** True when both like each other. */
const isMatch = (batch: PairBatch, at: number): boolean =>
  isLike(batch.lowerSwipe[at]!) && isLike(batch.upperSwipe[at]!)

const hex = (value: number): string => value.toString(16).padStart(8, '0')

const pairId = (lower: number, upper: number): string =>
  `019a0000${hex(lower).slice(0, 4)}7000${hex(lower).slice(4)}8000${hex(upper)}`.slice(0, 32)

/** Drops what makes loading slow and returns what makes it again. */
async function dropIndexes(client: Client, tables: readonly string[]): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ drop: string; make: string }>(
    `select format('alter table %I drop constraint %I', rel.relname, con.conname) as drop,
       format('alter table %I add constraint %I %s', rel.relname, con.conname, pg_get_constraintdef(con.oid)) as make
     from pg_constraint con join pg_class rel on rel.oid = conrelid
     where rel.relname = any($1) and contype in ('p', 'u')
     union all
     select format('drop index %I', indexname), indexdef from pg_indexes
     where tablename = any($1) and not exists (select from pg_constraint where conname = indexname)`,
    [tables],
  )
  for (const { drop } of rows) await client.query(drop)
  return async () => {
    for (const { make } of rows) await client.query(make)
  }
}
