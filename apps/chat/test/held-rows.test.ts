import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { sql } from '@kindred/db'
import { newId } from '@kindred/kernel'
import { countLockWaiters } from '@kindred/testkit'

import { type ChatStack, eventually, type Pair, startChat } from './chat-stack.js'

let chat: ChatStack

beforeAll(async () => {
  chat = await startChat()
})
afterAll(() => chat.stop())

const send = async ({ conversationId }: Pair, senderId: string, text = 'x', deadlineMs = 20_000) =>
  chat.client.sendMessage(
    { conversationId, clientMessageId: newId(), text },
    { ...(await chat.as(senderId)), deadlineMs },
  )

/** Holds a row in a transaction of somebody else until the returned function is called. */
async function hold(table: 'conversation' | 'user_stream', id: string): Promise<() => Promise<void>> {
  let release = (): void => undefined
  const released = new Promise<void>((resolve) => (release = resolve))
  const key = table === 'conversation' ? 'id' : 'user_id'
  let isHeld = (): void => undefined
  const holding = new Promise<void>((resolve) => (isHeld = resolve))
  const over = chat.rows.db.transaction().execute(async (trx) => {
    await sql`select from ${sql.table(table)} where ${sql.ref(key)} = ${id} for update`.execute(trx)
    isHeld()
    await released
  })
  await holding
  return () => {
    release()
    return over
  }
}

const texts = async ({ conversationId, alice }: Pair): Promise<string[]> => {
  const page = { conversationId, pageSize: 100, afterSeq: 0 }
  return (await chat.client.listMessages(page, await chat.as(alice))).messages.map(({ text }) => text)
}

describe('while somebody holds one conversation', () => {
  it('sends to other conversations while one is locked, and to that one once it is free', async () => {
    const [stuck, ...others] = [await chat.match(), await chat.match(), await chat.match()]
    const release = await hold('conversation', stuck.conversationId)
    const waiting = send(stuck, stuck.alice, 'waits').catch(() => 'refused')
    for (let round = 0; round < 5; round += 1)
      await Promise.all(others.map((other) => send(other, other.alice, `${round}`, 5_000)))
    for (const other of others) expect(await texts(other)).toEqual(['0', '1', '2', '3', '4'])
    await release()
    await waiting
    await send(stuck, stuck.alice, 'after')
    expect((await texts(stuck)).at(-1)).toBe('after')
  })

  it('leaves connections for other conversations while many wait for a locked one', async () => {
    const [stuck, other] = [await chat.match(), await chat.match()]
    const release = await hold('conversation', stuck.conversationId)
    const crowd = Array.from({ length: 30 }, () =>
      send(stuck, stuck.alice, 'late', 1_000).catch(() => undefined),
    )
    for (let round = 0; round < 5; round += 1) await send(other, other.bob, `${round}`, 5_000)
    await Promise.all(crowd)
    await release()
    expect(await texts(other)).toEqual(['0', '1', '2', '3', '4'])
  })

  it('stores no message whose caller has gone away before its turn', async () => {
    const stuck = await chat.match()
    const release = await hold('conversation', stuck.conversationId)
    const gone = ['one', 'two', 'three'].map((text) => send(stuck, stuck.alice, text, 600))
    expect((await Promise.allSettled(gone)).map(({ status }) => status)).toEqual(Array(3).fill('rejected'))
    // The first draft may have lost its turn to the lock; the others have had none.
    await eventually(async () => (await countLockWaiters(chat.rows.db)) === 0).toBe(true)
    await release()
    await send(stuck, stuck.alice, 'here')
    expect(await texts(stuck)).toEqual(['here'])
  })
})

describe('while somebody holds the log of one person', () => {
  it('sends between other people while the log of one is locked, and to her once it is free', async () => {
    const stuck = await chat.match()
    const other = await chat.match()
    const release = await hold('user_stream', stuck.alice)
    const waiting = send(stuck, stuck.bob, 'waits').catch(() => 'refused')
    for (let round = 0; round < 3; round += 1) await send(other, other.alice, `${round}`, 5_000)
    expect(await texts(other)).toEqual(['0', '1', '2'])
    await release()
    await waiting
    await send(stuck, stuck.bob, 'after')
    expect((await texts(stuck)).at(-1)).toBe('after')
  })
})
