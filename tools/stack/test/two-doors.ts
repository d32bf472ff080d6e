import { expect, vi } from 'vitest'

import { KindredError, type Message, type SendMessageRequest } from '@kindred/client'
import { createTelegramSim, type SimUser, type TelegramSim } from '@kindred/telegram-sim'

import { type Carriers, startCarrier, startCarrierPair } from './carriers.js'
import { match, sees } from './couples.js'
import { type Ear, listen, type Person, settle, settleAs } from './people.js'
import type { TestStack } from './test-stack.js'
import { createKillableStack, killProcess, type Victim, victims } from './victims.js'

const home = { latitude: 56.95, longitude: 24.1 }
/** Whatever the machine is at, this is enough. */
const patience = { timeout: 300_000, interval: 100 }
/** So many of Alice's messages may be on their way: else all is written before anything is answered. */
const maxUnderWay = 10

/** What a talk through both doors is made of. */
export interface TalkPlan {
  /** By both people together. */
  readonly messages: number
  /** Of the bot, of notification and of chat, in turn. */
  readonly kills: number
  /** Says in which order they write. */
  readonly seed: number
  /** Whether there are two bots, behind a webhook, and two instances of notification, of which each is killed in turn. */
  readonly twoOfEach?: boolean
}

/** Who was killed, and how many of the bot's messages with words of Bob there were when another had taken its place. */
export interface Kill {
  readonly victim: Victim
  readonly shownBy: number
}

/** What came of it. */
export interface Talk {
  /** What each of them wrote, in order. */
  readonly written: { readonly alice: string[]; readonly bob: string[] }
  /** The conversation as chat holds it. */
  readonly kept: { readonly alice: string[]; readonly bob: string[] }
  readonly seqs: number[]
  /** What of Alice's came to Bob's Mini App. */
  readonly heardByBob: string[]
  /** What the bot showed Alice of Bob's, message by message. */
  readonly shownToAlice: string[][]
  readonly kills: readonly Kill[]
  readonly log: string
}

/** Alice, who has the bot alone, and Bob, who has the Mini App alone, write to each other while what carries their words is killed. */
export async function talkThroughBothDoors(plan: TalkPlan): Promise<Talk> {
  const stack = await createKillableStack()
  const sim = await createTelegramSim({ botToken: stack.botToken })
  const lines: string[] = []
  const start = plan.twoOfEach === true ? startCarrierPair : startCarrier
  const carriers = await start(stack, sim, (text) => void lines.push(text))
  try {
    const couple = await introduce(stack, sim)
    const ear = listen(couple.bob)
    const { written, kills } = await write(couple, { stack, carriers, ear, plan })
    await vi.waitFor(() => {
      expect(excuses(couple.phone)).toEqual([])
      expect(heard(ear, couple.alice)).toHaveLength(written.alice.length)
      expect(shown(couple.phone).flat()).toContain(written.bob.at(-1))
    }, patience)
    ear.live.close()
    const messages = await allMessages(couple)
    const by = ({ userId }: Person): string[] =>
      messages.filter(({ sender_id: id }) => id === userId).map(({ text }) => text)
    return {
      written,
      kept: { alice: by(couple.alice), bob: by(couple.bob) },
      seqs: messages.map(({ seq }) => seq),
      heardByBob: heard(ear, couple.alice),
      shownToAlice: shown(couple.phone),
      kills,
      log: lines.join(''),
    }
  } finally {
    await carriers.stop()
    await sim.stop()
    await stack.stop()
  }
}

interface Couple {
  readonly alice: Person
  /** Alice's chat with the bot. */
  readonly phone: SimUser
  readonly bob: Person
  readonly conversationId: string
}

/** Two people who matched; Alice has opened the conversation in the bot. */
async function introduce(stack: TestStack, sim: TelegramSim): Promise<Couple> {
  const phone = sim.user({ firstName: 'Alice', languageCode: 'en' })
  const [alice, bob] = await Promise.all([
    settleAs(stack, phone.id, { name: 'Alice', gender: 'WOMAN', wants: 'MAN', ...home }),
    settle(stack, { name: 'Bob', gender: 'MAN', wants: 'WOMAN', ...home }),
  ])
  // The test may run at night.
  await alice.client.notification.updateSettings({ quiet_on: false })
  await Promise.all([sees(alice, bob), sees(bob, alice)])
  const conversationId = await match(bob, alice)
  phone.send('/chats')
  await phone.waitFor('Your chats', patience.timeout)
  await phone.press('Bob')
  await phone.waitFor('Nothing has been said yet', patience.timeout)
  await phone.press('Reply')
  await phone.waitFor('You’re writing to Bob now', patience.timeout)
  return { alice, phone, bob, conversationId }
}

async function write(
  { alice, phone, bob, conversationId }: Couple,
  { stack, carriers, ear, plan }: { stack: TestStack; carriers: Carriers; ear: Ear; plan: TalkPlan },
): Promise<Pick<Talk, 'written' | 'kills'>> {
  const kills: Kill[] = []
  const killings = { ...carriers.killings, chat: [() => killProcess(() => stack.pids()['chat'])] }
  const written: Talk['written'] = { alice: [], bob: [] }
  const dice = createDice(plan.seed)
  const between = Math.floor(plan.messages / plan.kills)
  for (let n = 1; n <= plan.messages; n++) {
    const who = dice() < 0.5 ? 'alice' : 'bob'
    const text = `${who} says ${written[who].length}`
    written[who].push(text)
    if (who === 'alice') phone.send(text)
    else await say(bob, { conversation_id: conversationId, client_message_id: text, text })
    if (n % between === Math.floor(between / 2)) {
      const victim = victims[kills.length % victims.length]!
      const own = killings[victim]
      await own[Math.floor(kills.length / victims.length) % own.length]!()
      kills.push({ victim, shownBy: shown(phone).length })
    }
    const enough = written.alice.length - maxUnderWay
    await vi.waitFor(() => void expect(heard(ear, alice).length).toBeGreaterThanOrEqual(enough), patience)
  }
  return { written, kills }
}

/** Sends again, as the Mini App does, what chat did not take. */
const say = (bob: Person, message: SendMessageRequest): Promise<void> =>
  vi.waitFor(async () => {
    try {
      await bob.client.chat.sendMessage(message)
    } catch (error) {
      const isPassing = error instanceof KindredError && [0, 502, 503, 504].includes(error.status)
      if (isPassing) throw error
      throw new Error('Bob’s words were refused.', { cause: error })
    }
  }, patience)

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function createDice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const heard = (ear: Ear, { userId }: Person): string[] =>
  ear
    .of('message.created')
    .map(({ data }) => data.message as Message)
    .filter(({ sender_id: id }) => id === userId)
    .map(({ text }) => text)

/** Each message of the bot that shows words of Bob, below its head. */
const shown = (phone: SimUser): string[][] =>
  phone
    .messages()
    .filter(({ from, text = '' }) => from.is_bot && text.startsWith('Bob, '))
    .map(({ text = '' }) => text.split('\n').filter((line) => line.startsWith('bob says')))

/** What else the bot said since the conversation was opened: nothing, when all goes well. */
const excuses = (phone: SimUser): string[] => {
  const said = phone.messages().flatMap(({ from, text = '' }) => (from.is_bot ? [text] : []))
  const opened = said.findIndex((text) => text.includes('You’re writing to Bob now'))
  return said.slice(opened + 1).filter((text) => !text.startsWith('Bob, '))
}

async function allMessages({ bob, conversationId }: Couple): Promise<Message[]> {
  const found: Message[] = []
  for (let more = true; more;) {
    const after = found.at(-1)?.seq ?? 0
    const page = await bob.client.chat.listMessages({
      conversation_id: conversationId,
      after_seq: after,
      page_size: 100,
    })
    found.push(...page.messages)
    more = page.has_more
  }
  return found
}
