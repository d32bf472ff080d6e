import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { MarkRaised } from '@kindred/contracts/chat'
import { newId } from '@kindred/kernel'
import { createTestClock } from '@kindred/testkit'

import { forgetFirstMessages } from '../src/jobs/forget-first-messages.js'
import {
  type ChatStack,
  code,
  eventually,
  matchEnded,
  type Pair,
  profileChanged,
  profileDeleted,
  startChat,
  trustChanged,
} from './chat-stack.js'

const clock = createTestClock()
let chat: ChatStack

beforeAll(async () => {
  chat = await startChat({ clock })
  await chat.keepEvents([MarkRaised.$type])
})
afterAll(() => chat.stop())

const hour = 3_600_000
const send = async (pair: Pair, senderId: string, text: string, stack = chat) => {
  const request = { conversationId: pair.conversationId, clientMessageId: newId(), text }
  return (await stack.client.sendMessage(request, await stack.as(senderId))).message!
}
const marksOf = async (userId: string) =>
  (await chat.keptEvents(MarkRaised)).filter((mark) => mark.userId === userId)

/** Somebody whose profile was made so many hours ago. */
async function person(hoursAgo: number): Promise<string> {
  const userId = newId()
  await chat.tell(profileChanged(userId, { createdAt: new Date(clock.now().getTime() - hoursAgo * hour) }))
  return userId
}

describe('advice', () => {
  it('advice stands at a message that asks to leave the app, for both people and for good', async () => {
    const pair = await chat.match()
    const sent = await send(pair, pair.alice, 'Let’s move to WhatsApp: +49 151 23456789')
    expect(sent.advice).toEqual(['PHONE', 'LEAVE_APP'])
    const { messages } = await chat.client.listMessages(
      { conversationId: pair.conversationId, beforeSeq: undefined, afterSeq: undefined, pageSize: 0 },
      await chat.as(pair.bob),
    )
    expect(messages).toEqual([sent])
    const { conversations } = await chat.client.listConversations(
      { pageSize: 0, pageToken: '' },
      await chat.as(pair.bob),
    )
    expect(conversations[0]!.lastMessage).toEqual(sent)
    expect((await send(pair, pair.bob, 'No, thank you')).advice).toEqual([])
  })

  it('advice is given in the first three messages of each person and in no later one', async () => {
    const pair = await chat.match()
    const advice: number[] = []
    for (let i = 0; i < 4; i++) {
      advice.push((await send(pair, pair.alice, `see t.me/anna_${i}`)).advice.length)
      advice.push((await send(pair, pair.bob, `mine: https://b.example/${i}`)).advice.length)
    }
    expect(advice).toEqual([1, 1, 1, 1, 1, 1, 0, 0])
  })

  it('advice is given in the first three of messages that are sent at once', async () => {
    const pair = await chat.match()
    const sent = await Promise.all(
      Array.from({ length: 12 }, (_, i) => send(pair, pair.alice, `www.anna-${i}.example`)),
    )
    expect(
      sent
        .filter(({ advice }) => advice.length > 0)
        .map(({ seq }) => seq)
        .sort((one, other) => one - other),
    ).toEqual([1, 2, 3])
  })

  it('advice goes with its message under seal when the conversation ends', async () => {
    const pair = await chat.match()
    await send(pair, pair.alice, 'www.anna.example')
    await chat.tell(matchEnded(pair.conversationId, pair.alice, pair.bob))
    const rows = await chat.rows.db
      .selectFrom('sealed_message')
      .select('advice')
      .where('conversation_id', '=', pair.conversationId)
      .execute()
    expect(rows).toEqual([{ advice: ['LINK'] }])
  })
})

describe('marks', () => {
  it('a mark tells safety of each first message that asks for contact elsewhere', async () => {
    const pair = await chat.match()
    await send(pair, pair.alice, 'Hi! How was the concert?')
    expect(await marksOf(pair.alice)).toEqual([])
    await send(pair, pair.alice, 'text me on telegram, @anna_koch')
    expect(await marksOf(pair.alice)).toEqual([
      { userId: pair.alice, kind: 'EARLY_CONTACT', count: 2, raisedAt: clock.now() },
    ])
    expect(await marksOf(pair.bob)).toEqual([])
  })

  it('a mark tells of one text, or nearly, as first message to five people, and again at ten', async () => {
    const alice = await person(100)
    const texts = [
      'Hello dear, I make a great living from home and can show you how',
      'Hеllo dear, I mаke a great living from home and can show you how!!', // Cyrillic е and а
      'HELLO Bob, I make a great living from home and can show you how',
      'hello dear I make a great living from home, and can show you how :)',
    ]
    for (let i = 0; i < 4; i++) await send(await chat.match(alice), alice, texts[i]!)
    expect(await marksOf(alice)).toEqual([])
    for (let i = 4; i < 11; i++) await send(await chat.match(alice), alice, texts[i % 4]!)
    const marks = await marksOf(alice)
    expect(marks.map(({ kind, count }) => [kind, count])).toEqual([
      ['REPEATED_FIRST_MESSAGE', 5],
      ['REPEATED_FIRST_MESSAGE', 10],
    ])
  })

  it('a mark counts people who are written to at once', async () => {
    const alice = await person(100)
    const pairs = await Promise.all(Array.from({ length: 5 }, () => chat.match(alice)))
    await Promise.all(pairs.map((pair) => send(pair, alice, 'Do you want to see my new paintings, darling?')))
    expect(await marksOf(alice)).toMatchObject([{ kind: 'REPEATED_FIRST_MESSAGE', count: 5 }])
  })

  it('no mark is raised for greetings, for one text to one person or for different texts', async () => {
    const alice = await person(100)
    const pair = await chat.match(alice)
    for (let i = 0; i < 6; i++) {
      await send(await chat.match(alice), alice, 'Hi, how are you?')
      await send(pair, alice, 'Did you see the northern lights last night?')
    }
    for (const what of ['sea', 'forest', 'library', 'old cinema', 'harbour', 'market'])
      await send(await chat.match(alice), alice, `${what}: ${what.repeat(5)}, is it near you?`)
    expect(await marksOf(alice)).toEqual([])
  })
})

describe('beginning conversations', () => {
  it('a new account begins 20 conversations in its first day, and is told when it can go on', async () => {
    const alice = await person(2)
    const pairs: Pair[] = []
    for (let i = 0; i < 21; i++) pairs.push(await chat.match(alice))
    for (const pair of pairs.slice(0, 20)) await send(pair, alice, 'Hi!')
    const last = pairs[20]!
    const refused = send(last, alice, 'Hi!')
    await expect(refused).rejects.toMatchObject({ code: 'FIRST_MESSAGES_USED_UP', retryAfter: 22 * 3_600 })
    await send(pairs[0]!, alice, 'Are you there?')
    await send(last, last.bob, 'Hi Alice!')
    expect((await send(last, alice, 'Hi! I was not allowed to begin.')).seq).toBe(2)
  })

  it('beginnings count across instances, and when the other person ended the conversation', async () => {
    const alice = await person(1)
    const second = await startChat({ beside: chat, clock })
    try {
      const ended = await chat.match(alice)
      await send(ended, alice, 'Hi!')
      await chat.tell(matchEnded(ended.conversationId, alice, ended.bob))
      const pairs = await Promise.all(Array.from({ length: 30 }, () => chat.match(alice)))
      const results = await Promise.allSettled(
        pairs.map((pair, i) => send(pair, alice, 'Hello', i % 2 ? chat : second)),
      )
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(19)
    } finally {
      await second.stop()
    }
  })

  it('a repeated message is the same beginning', async () => {
    const alice = await person(1)
    const pairs = await Promise.all(Array.from({ length: 20 }, () => chat.match(alice)))
    for (const pair of pairs.slice(1)) await send(pair, alice, 'Hi!')
    const request = { conversationId: pairs[0]!.conversationId, clientMessageId: 'twice', text: 'Hi!' }
    const first = await chat.client.sendMessage(request, await chat.as(alice))
    expect(await chat.client.sendMessage(request, await chat.as(alice))).toEqual(first)
  })

  it('nobody whose account is older is held back', async () => {
    const alice = await person(25)
    for (let i = 0; i < 22; i++) expect((await send(await chat.match(alice), alice, 'Hi!')).seq).toBe(1)
  })

  it('somebody whom two reports were right about begins five conversations, until safety says better', async () => {
    const alice = await person(5_000)
    await chat.tell(trustChanged(alice, 2, 2), trustChanged(alice, 1, 0))
    for (let i = 0; i < 5; i++) await send(await chat.match(alice), alice, 'Hi!')
    const pair = await chat.match(alice)
    await expect(send(pair, alice, 'Hi!')).rejects.toMatchObject({
      code: 'FIRST_MESSAGES_USED_UP',
      retryAfter: 24 * 3_600,
    })
    await chat.tell(trustChanged(alice, 3, 1))
    expect((await send(pair, alice, 'Hi!')).seq).toBe(1)
  })

  it('somebody whose profile has not come yet is held back as a new account is', async () => {
    const alice = newId()
    for (let i = 0; i < 20; i++) await send(await chat.match(alice), alice, 'Hi!')
    await expect(send(await chat.match(alice), alice, 'Hi!')).rejects.toMatchObject(
      code('FIRST_MESSAGES_USED_UP'),
    )
  })
})

describe('what is kept of first messages', () => {
  const kept = (userId: string) =>
    chat.rows.db.selectFrom('first_message').selectAll().where('user_id', '=', userId).execute()

  it('what is kept of first messages goes with the person', async () => {
    const pair = await chat.match()
    await send(pair, pair.alice, 'Which was the last concert you went to?')
    expect(await kept(pair.alice)).toHaveLength(1)
    await chat.tell(
      trustChanged(pair.alice, 1, 1),
      profileDeleted(pair.alice),
      trustChanged(pair.alice, 2, 2),
    )
    expect(await kept(pair.alice)).toEqual([])
    const trust = chat.rows.db.selectFrom('trust').selectAll().where('user_id', '=', pair.alice)
    expect(await trust.execute()).toEqual([])
  })

  it('what is kept of first messages goes when no mark counts it any more, and does not hold the words', async () => {
    const pair = await chat.match()
    await send(pair, pair.alice, 'Which was the last concert you went to?')
    const [row] = await kept(pair.alice)
    expect(JSON.stringify(row)).not.toContain('concert')
    expect(row!.sketch).toHaveLength(64)
    const later = { now: () => new Date(clock.now().getTime() + 8 * 24 * hour) }
    const context = { db: chat.rows.db, clock: later } as Parameters<typeof forgetFirstMessages.run>[0]
    await forgetFirstMessages.run(context, new AbortController().signal)
    await eventually(() => kept(pair.alice)).toEqual([])
  })
})
