import pg from 'pg'
import { expect, vi } from 'vitest'

import { type LogEntry, LogGrown } from '@kindred/contracts/chat'
import { LikesReceived } from '@kindred/contracts/discovery'
import { ProfileChanged } from '@kindred/contracts/profile'
import { createServiceTokens } from '@kindred/identity'
import { newId, systemClock } from '@kindred/kernel'
import { createTelegramSim, type SimUser, telegramLimits } from '@kindred/telegram-sim'
import { deliver, type TestEvent, testEvent } from '@kindred/testkit'

import { type Carriers, startCarrierPair } from './carriers.js'
import { inFlight } from './crowd.js'
import { signInAdmin } from './moderator.js'
import { signInAgain } from './people.js'
import type { TestStack } from './test-stack.js'
import { createKillableStack } from './victims.js'

export const kinds = ['MATCH', 'LIKE', 'NEWS'] as const
export type BurstKind = (typeof kinds)[number]

/** A message of the bot in somebody's chat; Telegram numbers all messages in the order in which they come. */
export interface Heard {
  readonly userId: string
  readonly kind: BurstKind
  readonly order: number
}

/** A delivery that was given out and of which Kindred had not heard. */
interface OnTheWay {
  readonly userId: string
  readonly kind: string
}

/** A moment: what is on the way, and what of it is in the chats already. */
export interface Look {
  readonly onTheWay: readonly OnTheWay[]
  readonly taken: readonly OnTheWay[]
}

/** Many people who are told of a match, a like and news each, by two bots behind one webhook, each at a gateway and a notification of its own. */
export interface Burst {
  readonly people: number
  readonly carriers: Carriers
  /** Resolves when so many deliveries are in the chats. */
  untilTold(deliveries: number): Promise<void>
  /** Resolves when the bots have said so much. */
  untilHeard(messages: number): Promise<void>
  /** Resolves when nothing is on the way. */
  untilQuiet(): Promise<void>
  /** Lets everybody be told of another match. */
  matchAgain(): Promise<void>
  heard(): readonly Heard[]
  look(): Promise<Look>
  /** How often Telegram said that the bots are too fast. */
  tooFast(): number
}

const patience = { timeout: 300_000, interval: 100 }

/** Opens a burst of so many people for as long as the work takes. */
export async function withBurst<Result>(
  people: number,
  work: (burst: Burst) => Promise<Result>,
): Promise<Result> {
  const stack = await createKillableStack()
  const sim = await createTelegramSim({ botToken: stack.botToken })
  const notification = new pg.Client(stack.databases.notification)
  await notification.connect()
  try {
    const phones = await gather(stack, people, (id) => sim.user({ id, firstName: 'Anna', started: true }))
    await fillQueue(stack, [...phones.keys()])
    sim.faults.pace.limits = telegramLimits
    const carriers = await startCarrierPair(stack, sim, () => undefined)
    try {
      return await work({
        people,
        carriers,
        untilTold: (deliveries) =>
          vi.waitFor(() => void expect(countTold(phones)).toBeGreaterThanOrEqual(deliveries), patience),
        untilHeard: (messages) =>
          vi.waitFor(() => void expect(heardBy(phones).length).toBeGreaterThanOrEqual(messages), patience),
        untilQuiet: () => untilQuiet(notification),
        matchAgain: () => match(stack, [...phones.keys()]),
        heard: () => heardBy(phones),
        look: () => lookAround(notification, phones),
        tooFast: () => sim.faults.pace.refused(),
      })
    } finally {
      await carriers.stop()
    }
  } finally {
    await notification.end()
    await sim.stop()
    await stack.stop()
  }
}

type Phones = ReadonlyMap<string, SimUser>

const firstTelegramId = 650_000_000

/** People with an account, who may be told at any hour, and the phone of each by the person's id. */
async function gather(
  stack: TestStack,
  count: number,
  phoneOf: (telegramId: number) => SimUser,
): Promise<Phones> {
  const ids = Array.from({ length: count }, (_, at) => firstTelegramId + at)
  return new Map(
    await inFlight(ids, 8, async (id) => {
      const { client, userId } = await signInAgain(stack, id, 'Anna')
      await client.notification.updateSettings({ quiet_on: false })
      return [userId, phoneOf(id)] as const
    }),
  )
}

/** A service takes no more events at a time. */
const perEvent = 100
/** Kindred puts no more news into the queue at a time. */
const maxNewsWaiting = 2_000

/** Profiles, likes and matches come as their services tell of them, news as an admin sends them: the least urgent first. */
async function fillQueue(stack: TestStack, userIds: readonly string[]): Promise<void> {
  const createdAt = new Date()
  for (const some of parts(userIds)) {
    const profiles = some.map((userId) => ({ userId, version: 1, name: 'Anna', birthDate: '1996-04-12' }))
    await tell(stack, 'profile', ...profiles.map(toProfileChanged))
    const likes = some.map((userId) => ({ userId, likerId: newId(), isSuperlike: false, createdAt }))
    await tell(stack, 'discovery', testEvent(LikesReceived, newId(), { likes }))
  }
  await sendNews(stack, Math.min(userIds.length, maxNewsWaiting))
  await match(stack, userIds)
}

async function match(stack: TestStack, userIds: readonly string[]): Promise<void> {
  const createdAt = new Date()
  for (const some of parts(userIds)) {
    const entries = some.map((userId): LogEntry => ({
      userId,
      position: 1,
      kind: 'MATCH',
      conversationId: newId(),
      actorId: newId(),
      seq: 0,
      isOwn: false,
      farewell: false,
      createdAt,
    }))
    await tell(stack, 'chat', testEvent(LogGrown, newId(), { entries }))
  }
}

const toProfileChanged = (profile: { readonly userId: string }): TestEvent =>
  testEvent(ProfileChanged, profile.userId, ProfileChanged.fromPartial(profile))

const parts = (userIds: readonly string[]): (readonly string[])[] =>
  Array.from({ length: Math.ceil(userIds.length / perEvent) }, (_, at) =>
    userIds.slice(at * perEvent, (at + 1) * perEvent),
  )

/** Brings events of a service to notification. */
async function tell(stack: TestStack, service: string, ...events: TestEvent[]): Promise<void> {
  const tokens = createServiceTokens({ service, secret: stack.plan.secrets.service, clock: systemClock })
  const authority = {
    clock: systemClock,
    serviceToken: (_: string, audience: string) => tokens.issue(audience),
  }
  expect(await deliver(stack.rpc.notification, authority, 'notification', events)).toEqual([])
}

/** Resolves when they wait for so many people. */
async function sendNews(stack: TestStack, people: number): Promise<void> {
  const { client } = await signInAdmin(stack)
  const { broadcast_id } = await client.notification.createBroadcast({
    texts: ['en', 'ru'].map((language) => ({ language, text: 'Kindred has a new home.' })),
  })
  const now = () => client.notification.getBroadcast({ broadcast_id })
  await vi.waitFor(async () => void expect((await now()).state).toBe('READY'), patience)
  await client.notification.startBroadcast({ broadcast_id })
  await vi.waitFor(async () => void expect((await now()).waiting).toBeGreaterThanOrEqual(people), patience)
}

const words: readonly (readonly [BurstKind, string])[] = [
  ['MATCH', 'It’s a match!'],
  ['LIKE', 'likes you'],
  ['NEWS', 'Kindred has a new home.'],
]

const heardBy = (phones: Phones): Heard[] =>
  [...phones].flatMap(([userId, phone]) =>
    phone.messages().flatMap(({ text = '', message_id: order }) => {
      const [kind] = words.find(([, said]) => text.includes(said)) ?? []
      if (kind === undefined) throw new Error(`The bot said something else: ${text}`)
      return [{ userId, kind, order }]
    }),
  )

export const nameOf = ({ userId, kind }: OnTheWay): string => `${userId} ${kind}`

const countTold = (phones: Phones): number => new Set(heardBy(phones).map(nameOf)).size

async function lookAround(db: pg.Client, phones: Phones): Promise<Look> {
  const { rows: onTheWay } = await db.query<OnTheWay>(
    `select user_id as "userId", parts -> 0 ->> 'kind' as kind from delivery where finished_at is null`,
  )
  // By the answer to this, what a dead bot had handed to Telegram has come to it.
  await db.query('select')
  const told = new Set(heardBy(phones).map(nameOf))
  return { onTheWay, taken: onTheWay.filter((one) => told.has(nameOf(one))) }
}

const untilQuiet = (db: pg.Client): Promise<void> =>
  vi.waitFor(async () => {
    const { rows } = await db.query('select from delivery where finished_at is null')
    expect(rows).toHaveLength(0)
  }, patience)
