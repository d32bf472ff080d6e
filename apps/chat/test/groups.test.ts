import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { LogGrown } from '@kindred/contracts/chat'
import { sql } from '@kindred/db'
import { newId } from '@kindred/kernel'

import { type ChatStack, eventually, type Pair, standingChanged, startChat } from './chat-stack.js'

let chat: ChatStack
let second: ChatStack
beforeAll(async () => {
  chat = await startChat()
  second = await startChat({ beside: chat })
  await chat.keepEvents([LogGrown.$type])
})
afterAll(async () => {
  await second.stop()
  await chat.stop()
})

/** One message of a crowd: which of the conversations, which of its two people, at which instance, and which of the person's own few names it has. */
interface Sent {
  readonly pair: number
  readonly isFirst: boolean
  readonly atSecond: boolean
  readonly name: number
}

const crowd = fc.array(
  fc.record({
    pair: fc.nat(3),
    isFirst: fc.boolean(),
    atSecond: fc.boolean(),
    name: fc.nat(5),
  }),
  { minLength: 20, maxLength: 60 },
)

const personOf = (pair: Pair, isFirst: boolean): string => (isFirst ? pair.alice : pair.bob)

async function send(pairs: readonly Pair[], { pair: index, isFirst, atSecond, name }: Sent) {
  const pair = pairs[index]!
  const request = { conversationId: pair.conversationId, clientMessageId: `${name}`, text: `text ${name}` }
  const options = { ...(await chat.as(personOf(pair, isFirst))), deadlineMs: 60_000 }
  const { client } = atSecond ? second : chat
  return (await client.sendMessage(request, options)).message!
}

/** Every message of the conversations as it is stored. */
const stored = (ids: readonly string[]) =>
  chat.rows.db
    .selectFrom('message')
    .selectAll()
    .where('conversation_id', 'in', [...ids])
    .orderBy('seq')
    .execute()

async function checkRows(pairs: readonly Pair[], hidden: string): Promise<void> {
  const ids = pairs.map(({ conversationId }) => conversationId)
  const messages = await stored(ids)
  const told = (await chat.keptEvents(LogGrown)).flatMap(({ entries }) => entries)
  for (const { conversationId, alice, bob } of pairs) {
    const own = messages.filter((row) => row.conversation_id === conversationId)
    expect(own.map(({ seq }) => seq)).toEqual(own.map((_, index) => index + 1))
    for (const [userId, partner] of [
      [alice, bob],
      [bob, alice],
    ] as const) {
      const unread = own.filter((row) => row.sender_id === partner && !row.withheld).length
      const member = chat.rows.db
        .selectFrom('member')
        .selectAll()
        .where('conversation_id', '=', conversationId)
      const { unread_count, active_at } = await member.where('user_id', '=', userId).executeTakeFirstOrThrow()
      expect(unread_count).toBe(unread)
      const seen = own.filter((row) => !row.withheld || row.sender_id === userId)
      // An instance that waited for the other one stores what is older than the message before it.
      const times = seen.map(({ created_at }) => created_at.getTime())
      if (seen.length > 0) expect(active_at.getTime()).toBe(Math.max(...times))
      const log = await chat.rows.db
        .selectFrom('user_event')
        .selectAll()
        .where('user_id', '=', userId)
        .orderBy('position')
        .execute()
      expect(log.map(({ position }) => position)).toEqual(log.map((_, index) => index + 1))
      const news = log.filter(({ kind }) => kind === 'message_created')
      expect(news.map(({ seq }) => seq)).toEqual(seen.map(({ seq }) => seq))
      const entries = told.filter((entry) => entry.userId === userId && entry.kind === 'MESSAGE')
      expect(entries.map(({ position }) => position).sort((a, b) => a - b)).toEqual(
        news.map(({ position }) => position),
      )
    }
    expect(own.filter((row) => row.sender_id === hidden).every(({ withheld }) => withheld)).toBe(true)
  }
}

it('stores whatever a crowd sends to two instances once, without a gap, and tells each person of it exactly once', async () => {
  const run = fc.asyncProperty(crowd, async (sends) => {
    await chat.rows.db.deleteFrom('outbox_event').execute()
    // Everybody is in one conversation only: a repeat in another one would be refused.
    const pairs = [await chat.match(), await chat.match(), await chat.match(), await chat.match()]
    const hidden = pairs[0]!.alice
    await chat.tell(standingChanged(hidden, 1, 'HIDDEN'))
    const answers = await Promise.all(sends.map((one) => send(pairs, one)))
    const byName = new Map<string, string>()
    for (const [index, { id, senderId }] of answers.entries()) {
      const key = `${senderId} ${sends[index]!.name}`
      expect(byName.get(key) ?? id).toBe(id)
      byName.set(key, id)
    }
    const messages = await stored(pairs.map(({ conversationId }) => conversationId))
    expect(new Set(messages.map(({ id }) => id))).toEqual(new Set(byName.values()))
    await checkRows(pairs, hidden)
  })
  await fc.assert(run, { numRuns: 4, endOnFailure: true })
}, 240_000)

it('leaves nothing of a group whose connection the database cuts, and stores all of it when its people send again', async () => {
  const pairs = [await chat.match(), await chat.match(), await chat.match(), await chat.match()]
  let isOver = false
  const cutting = (async () => {
    for (; !isOver; await sql`select pg_sleep(0.02)`.execute(chat.rows.db))
      await sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and state <> 'idle' and query ilike '%skip locked%' and pid <> pg_backend_pid()`.execute(
        chat.rows.db,
      )
  })()
  const sends = Array.from({ length: 60 }, (_, index): Sent => {
    const isFirst = index % 3 > 0
    return { pair: index % 4, isFirst, atSecond: index % 2 === 0, name: index }
  })
  const outcomes = await Promise.allSettled(sends.map((one) => send(pairs, one)))
  isOver = true
  await cutting
  const again = await Promise.all(
    sends.map(async (one) => {
      let message: Awaited<ReturnType<typeof send>> | undefined
      await eventually(async () => {
        message ??= await send(pairs, one).catch(() => undefined)
        return message !== undefined
      }).toBe(true)
      return message!
    }),
  )
  for (const [index, outcome] of outcomes.entries())
    if (outcome.status === 'fulfilled') expect(again[index]).toEqual(outcome.value)
  await checkRows(pairs, newId())
}, 120_000)

it('changes the rows that every message moves mostly in their place, without touching their indexes', async () => {
  const pair = await chat.match()
  for (let name = 0; name < 60; name++)
    await send([pair], { pair: 0, isFirst: name % 2 === 0, atSecond: false, name })
  const tables = ['conversation', 'member', 'user_stream']
  // What a connection has counted is seen a moment later.
  await eventually(async () => {
    const { rows } = await sql<{ inPlace: boolean }>`
      select n_tup_upd >= 60 and n_tup_hot_upd > n_tup_upd / 2 as "inPlace" from pg_stat_user_tables
      where relname = any(${tables})`.execute(chat.rows.db)
    return rows.map(({ inPlace }) => inPlace)
  }).toEqual([true, true, true])
})
