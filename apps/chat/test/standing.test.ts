import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { newId } from '@kindred/kernel'

import {
  type ChatStack,
  code,
  matchCreated,
  matchEnded,
  type Pair,
  profileDeleted,
  standingChanged,
  startChat,
} from './chat-stack.js'

let chat: ChatStack

beforeAll(async () => {
  chat = await startChat()
})
afterAll(() => chat.stop())

const listed = async (userId: string) =>
  (await chat.client.listConversations({ pageSize: 0, pageToken: '' }, await chat.as(userId))).conversations

const send = async ({ conversationId }: Pick<Pair, 'conversationId'>, senderId: string, text: string) =>
  (await chat.client.sendMessage({ conversationId, clientMessageId: newId(), text }, await chat.as(senderId)))
    .message!

const read = async ({ conversationId }: Pair, userId: string) => {
  const { messages } = await chat.client.listMessages({ conversationId, pageSize: 0 }, await chat.as(userId))
  return messages.map(({ text }) => text)
}

const cursorOf = async (userId: string) =>
  (await chat.client.sync({ since: '', pageSize: 0 }, await chat.as(userId))).cursor

const told = async (userId: string, since: string) => {
  const { events } = await chat.client.sync({ since, pageSize: 0 }, await chat.as(userId))
  return events.map(({ event }) => event?.$case)
}

/** Everything that the person can read in chat. */
const viewOf = async (pair: Pair, userId: string) => ({
  conversations: await listed(userId),
  messages: await chat.client.listMessages(
    { conversationId: pair.conversationId, pageSize: 0 },
    await chat.as(userId),
  ),
  sync: await chat.client.sync({ since: '0', pageSize: 0 }, await chat.as(userId)),
})

/** A talk of two in which something happens after the first words; what the first of them sees of it in the end, without ids and times. */
async function viewOfTalk(happen: (pair: Pair) => Promise<void> = async () => undefined) {
  const pair = await chat.match()
  const { conversationId, alice, bob } = pair
  await send(pair, alice, 'one')
  await send(pair, bob, 'two')
  await happen(pair)
  const marked: unknown[] = []
  for (const [writer, text] of [
    [alice, 'three'],
    [alice, 'four'],
    [bob, 'five'],
    [alice, 'six'],
  ] as const) {
    await send(pair, writer, text)
    const mark = { conversationId, upToSeq: 99 }
    marked.push(await chat.client.markRead(mark, await chat.as(writer)))
  }
  const { messages, ...views } = await viewOf(pair, alice)
  const names = new Map([
    ...messages.messages.map(({ id, text }) => [id, text] as const),
    [conversationId, 'talk'],
    [alice, 'alice'],
    [bob, 'bob'],
  ])
  const named = JSON.stringify({ messages, ...views }, (key, value: unknown) => {
    if (/At$|^clientMessageId$/.test(key)) return undefined
    return typeof value === 'string' ? (names.get(value) ?? value) : value
  })
  const seqs = messages.messages.map(({ seq }) => seq)
  return { seqs, marked: marked.filter((_, at) => at !== 2), named: JSON.parse(named) as unknown }
}

/** What the partner of a hidden person sees of a talk in which that person writes, or only reads: seqs by their order, no ids and times. */
async function viewOfPartner(writes: boolean): Promise<unknown> {
  const pair = await chat.match()
  const { conversationId, alice, bob } = pair
  const mark = async (userId: string, upToSeq = 99) =>
    chat.client.markRead({ conversationId, upToSeq }, await chat.as(userId))
  await send(pair, bob, 'one')
  await send(pair, alice, 'two')
  await chat.tell(standingChanged(alice, 1, 'HIDDEN'))
  const write = async () => void (writes && (await send(pair, alice, 'kept')))
  await write()
  const marked = [await mark(bob)]
  await send(pair, bob, 'three')
  await write()
  await mark(alice)
  await write()
  await mark(alice)
  marked.push(await mark(bob))
  await send(pair, bob, 'four')
  const { messages, ...views } = await viewOf(pair, bob)
  const seen = messages.messages
  marked.push(await mark(bob))
  const [{ unreadCount } = { unreadCount: -1 }] = await listed(bob)
  const names = new Map<unknown, unknown>([
    ...seen.map(({ id, text }) => [id, text] as const),
    ...seen.map(({ seq }, place) => [seq, place + 1] as const),
    ...[conversationId, alice, bob].map((id, place) => [id, `id ${place}`] as const),
  ])
  const named = JSON.stringify({ messages, ...views, marked, unreadCount }, (key, value: unknown) => {
    if (/At$|^clientMessageId$/.test(key)) return undefined
    return /seq$/i.test(key) || typeof value === 'string' ? (names.get(value) ?? value) : value
  })
  return JSON.parse(named)
}

describe.each(['SUSPENDED', 'BANNED'] as const)('a person who is %s', (standing) => {
  it('has left for the partners, who are told so, and is back when it is over', async () => {
    const pair = await chat.match()
    await send(pair, pair.alice, 'one')
    const since = await cursorOf(pair.bob)
    await chat.tell(standingChanged(pair.alice, 1, standing))
    expect(await listed(pair.bob)).toEqual([])
    await expect(send(pair, pair.bob, 'there?')).rejects.toMatchObject(code('CONVERSATION_NOT_FOUND'))
    await expect(read(pair, pair.bob)).rejects.toMatchObject(code('CONVERSATION_NOT_FOUND'))
    expect(await told(pair.bob, since)).toEqual(['conversationEnded'])
    expect(await told(pair.bob, '0')).toEqual(['conversationEnded'])

    await chat.tell(standingChanged(pair.alice, 2, 'GOOD'))
    expect(await listed(pair.bob)).toMatchObject([{ conversationId: pair.conversationId, unreadCount: 1 }])
    expect(await read(pair, pair.bob)).toEqual(['one'])
    expect(await told(pair.bob, since)).toEqual(['conversationEnded', 'conversationCreated'])
    expect((await send(pair, pair.bob, 'two')).seq).toBe(2)
  })

  it('is shut out by news that come late, twice or before the match', async () => {
    const [alice, bob, conversationId] = [newId(), newId(), newId()]
    const news = standingChanged(alice, 3, standing)
    await chat.tell(news, matchCreated(conversationId, alice, bob), standingChanged(alice, 2, 'GOOD'), news)
    expect(await listed(bob)).toEqual([])
    await chat.tell(standingChanged(alice, 4, 'GOOD'))
    expect(await listed(bob)).toMatchObject([{ conversationId }])
  })
})

describe('a person who is hidden', () => {
  it('sees the own messages as always, which reach nobody until the standing is good', async () => {
    const pair = await chat.match()
    await send(pair, pair.alice, 'before')
    const other = await chat.match(newId(), pair.bob)
    const [before, order] = [
      await cursorOf(pair.bob),
      (await listed(pair.bob)).map((one) => one.conversationId),
    ]
    expect(order).toEqual(
      [other.conversationId, pair.conversationId].sort((one) => (one === order[0] ? -1 : 1)),
    )
    await chat.tell(standingChanged(pair.alice, 1, 'HIDDEN'))

    expect(await send(pair, pair.alice, 'kept')).toMatchObject({ seq: 2, text: 'kept' })
    expect(await read(pair, pair.alice)).toEqual(['before', 'kept'])
    expect(await listed(pair.alice)).toMatchObject([{ lastMessage: { text: 'kept' } }])
    expect(await told(pair.bob, before)).toEqual([])
    expect(await read(pair, pair.bob)).toEqual(['before'])
    const theirs = await listed(pair.bob)
    expect(theirs.map((one) => one.conversationId)).toEqual(order)
    expect(theirs.find((one) => one.conversationId === pair.conversationId)).toMatchObject({
      unreadCount: 1,
      lastMessage: { text: 'before' },
    })
    expect((await send(pair, pair.bob, 'answer')).seq).toBe(3)
    expect(await read(pair, pair.alice)).toEqual(['before', 'kept', 'answer'])
    expect(await read(pair, pair.bob)).toEqual(['before', 'answer'])

    await chat.tell(standingChanged(pair.alice, 2, 'GOOD'))
    expect(await read(pair, pair.bob)).toEqual(['before', 'kept', 'answer'])
    expect(await listed(pair.bob)).toMatchObject([
      { conversationId: pair.conversationId, unreadCount: 2 },
      {},
    ])
    expect(await told(pair.bob, before)).toEqual(['messageCreated', 'messageCreated'])
    expect(await send(pair, pair.alice, 'after')).toMatchObject({ seq: 4 })
    expect(await read(pair, pair.bob)).toContain('after')
  })

  it('leaves the partner with the views of a talk in which nothing was written since, but for numbers that are left out', async () => {
    const silent = await viewOfPartner(false)
    expect(await viewOfPartner(true)).toEqual(silent)
    expect(silent).toMatchObject({ conversations: [{ participantReadUpToSeq: 3, readUpToSeq: 3 }] })
  })

  it('finds nothing changed by it in any view', async () => {
    const pair = await chat.match()
    await send(pair, pair.bob, 'one')
    await send(pair, pair.alice, 'two')
    const before = await viewOf(pair, pair.alice)
    await chat.tell(standingChanged(pair.alice, 1, 'HIDDEN'))
    expect(await viewOf(pair, pair.alice)).toEqual(before)
    await chat.tell(standingChanged(pair.alice, 2, 'GOOD'))
    expect(await viewOf(pair, pair.alice)).toEqual(before)
  })

  it('sees of a talk what anybody sees, number by number, whoever else is hidden', async () => {
    const open = await viewOfTalk()
    expect(open.seqs).toEqual([1, 2, 3, 4, 5, 6])
    const hidden = await viewOfTalk(async ({ alice }) => chat.tell(standingChanged(alice, 1, 'HIDDEN')))
    expect(hidden).toEqual(open)
    const again = await viewOfTalk(async ({ alice }) => {
      await chat.tell(standingChanged(alice, 1, 'HIDDEN'), standingChanged(alice, 2, 'GOOD'))
      await chat.tell(standingChanged(alice, 3, 'HIDDEN'))
    })
    expect(again).toEqual(open)
  })

  it('has a match of which the other does not know until the standing is good', async () => {
    const [alice, bob, conversationId] = [newId(), newId(), newId()]
    await chat.tell(standingChanged(alice, 1, 'HIDDEN'), matchCreated(conversationId, alice, bob))
    const pair = { conversationId, alice, bob }
    expect(await listed(alice)).toMatchObject([{ conversationId }])
    expect(await told(alice, '0')).toEqual(['conversationCreated', 'matchCreated'])
    await send(pair, alice, 'hello')
    await chat.client.markRead({ conversationId, upToSeq: 1 }, await chat.as(alice))
    expect(await listed(bob)).toEqual([])
    expect(await told(bob, '0')).toEqual([])
    await expect(read(pair, bob)).rejects.toMatchObject(code('CONVERSATION_NOT_FOUND'))
    await expect(send(pair, bob, 'guessed')).rejects.toMatchObject(code('CONVERSATION_NOT_FOUND'))

    await chat.tell(standingChanged(alice, 2, 'GOOD'))
    expect(await listed(bob)).toMatchObject([{ conversationId, unreadCount: 1 }])
    expect(await told(bob, '0')).toEqual(['conversationCreated', 'matchCreated', 'messageCreated'])
  })

  it('keeps an ended match from whoever never knew of it', async () => {
    const [alice, bob, conversationId] = [newId(), newId(), newId()]
    await chat.tell(standingChanged(alice, 1, 'HIDDEN'), matchCreated(conversationId, alice, bob))
    await chat.tell(matchEnded(conversationId, alice, bob), standingChanged(alice, 2, 'GOOD'))
    expect(await told(bob, '0')).toEqual([])
    expect(await told(alice, '0')).toEqual(['conversationEnded'])
  })

  it('keeps what was withheld through a ban until the standing is good', async () => {
    const pair = await chat.match()
    await chat.tell(standingChanged(pair.alice, 1, 'HIDDEN'))
    await send(pair, pair.alice, 'kept')
    await chat.tell(standingChanged(pair.alice, 2, 'BANNED'))
    expect(await listed(pair.bob)).toEqual([])
    await chat.tell(standingChanged(pair.alice, 3, 'GOOD'))
    expect(await read(pair, pair.bob)).toEqual(['kept'])
  })
})

it('a standing of somebody who has left or was never here changes nothing', async () => {
  const [alice, bob] = [newId(), newId()]
  await chat.tell(
    standingChanged(bob, 1, 'BANNED'),
    profileDeleted(alice),
    standingChanged(alice, 1, 'HIDDEN'),
  )
  const kept = await chat.rows.db
    .selectFrom('standing')
    .select('user_id')
    .where('user_id', 'in', [alice, bob])
    .execute()
  expect(kept).toEqual([{ user_id: bob }])
})
