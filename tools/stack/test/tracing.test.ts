import { randomBytes } from 'node:crypto'

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { type BotService, createBotService, readConfig } from '@kindred/bot'
import { createLog } from '@kindred/runtime'
import { createTelegramSim, type TelegramSim } from '@kindred/telegram-sim'
import { hasJaeger, type Jaeger, startJaeger } from '@kindred/testkit/jaeger'
import { isNight } from '@kindred/testkit/night'

import { botSecretOf } from '../src/environment.js'
import { match, sees } from './couples.js'
import { listen, type Person, settle, settleAs } from './people.js'
import { createTestStack, type TestStack } from './test-stack.js'
import { startTraceSink, type TraceSink } from './trace-sink.js'
import { coordinateSpellings, findTraces, numberSpellings, spellings } from './traces.js'

/** How far a span is from the first of its trace, and whose it is. */
interface Placed {
  readonly id: string
  readonly parentId: string | undefined
  readonly name: string
  readonly service: string
}

const place = { latitude: 56.9537193, longitude: 24.1386427 }
const words = { like: 'Honey, honey.', hello: 'Do bees sleep?' }
const patience = { timeout: 60_000, interval: 100 }
const traceId = randomBytes(16).toString('hex')
const outerId = randomBytes(8).toString('hex')
const logs: string[] = []

/** Jaeger takes minutes to build. */
const inJaeger = isNight && hasJaeger
let jaeger: Jaeger | undefined
let sink: TraceSink
let stack: TestStack
let sim: TelegramSim
let bot: BotService
let [alice, bob] = [] as unknown as [Person, Person]

beforeAll(async () => {
  jaeger = inJaeger ? await startJaeger() : undefined
  sink = await startTraceSink(jaeger?.endpoint)
  const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: sink.endpoint, OTEL_TRACES_SAMPLER_ARG: '1' }
  stack = await createTestStack({ environment, print: (line) => void logs.push(line) })
  sim = await createTelegramSim({ botToken: stack.botToken })
  const settings = { BOT_TOKEN: stack.botToken, BOT_API_SECRET: botSecretOf(stack.plan), BOT_OPS_PORT: '0' }
  const config = readConfig({
    ...settings,
    ...environment,
    TELEGRAM_API_ROOT: sim.apiRoot,
    GATEWAY_URL: stack.url,
  })
  bot = createBotService(config, { log: createLog({ name: 'bot', level: 'silent' }) })
  await bot.start()
  const inTelegram = sim.user({ firstName: 'Alice', languageCode: 'en' })
  inTelegram.send('/start')
  await inTelegram.waitFor('Hi! Kindred helps you', 60_000)
  ;[alice, bob] = await Promise.all([
    settleAs(stack, inTelegram.id, { name: 'Alice', gender: 'WOMAN', wants: 'MAN', ...place }),
    settle(stack, { name: 'Bob', gender: 'MAN', wants: 'WOMAN', ...place }),
  ])
  for (const { client } of [alice, bob]) await client.notification.updateSettings({ quiet_on: false })
  await Promise.all([sees(alice, bob), sees(bob, alice)])
  await alice.client.discovery.like({ target_user_id: bob.userId, message: words.like })
  const ear = listen(bob)
  await vi.waitFor(() => expect(ear.live.state).toBe('ready'), patience)
  await likeInTrace()
  await inTelegram.waitFor('It’s a match', 60_000)
  const conversationId = await match(bob, alice)
  await ear.live.sendMessage({ conversation_id: conversationId, text: words.hello })
  await inTelegram.waitFor(words.hello, 60_000)
  ear.live.close()
})

afterAll(async () => {
  await bot?.stop()
  await sim?.stop()
  await stack?.stop()
  sink?.stop()
  await jaeger?.stop()
})

/** Bob's like, which makes the match, by a client that traces too. */
async function likeInTrace(): Promise<void> {
  const response = await fetch(`${stack.url}/v1/discovery/like`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${bob.token()}`,
      'content-type': 'application/json',
      traceparent: `00-${traceId}-${outerId}-00`,
    },
    body: JSON.stringify({ target_user_id: alice.userId }),
  })
  expect(await response.json()).toMatchObject({ matched: true })
}

/** The spans from the first of a trace to one, as `service: name`. */
function wayTo(spans: readonly Placed[], service: string, name: string): string[] {
  const byId = new Map(spans.map((span) => [span.id, span]))
  const way: string[] = []
  const found = spans.find((span) => span.service === service && span.name === name)
  for (let at: Placed | undefined = found; at !== undefined; at = byId.get(at.parentId ?? ''))
    way.unshift(`${at.service}: ${at.name}`)
  return way
}

const like = 'kindred.discovery.v1.DiscoveryService/Like'
const toChat = [
  'gateway: POST /v1/discovery/like',
  `gateway: ${like}`,
  `discovery: ${like}`,
  'discovery: send MatchCreated',
  'chat: process MatchCreated',
]
const toTelegram = [
  ...toChat,
  'chat: send LogGrown',
  'notification: process LogGrown',
  'bot: tell MATCH',
  'bot: sendMessage',
]

function expectWhole(spans: readonly Placed[]): void {
  expect(wayTo(spans, 'gateway', 'push match.created')).toEqual([...toChat, 'gateway: push match.created'])
  expect(wayTo(spans, 'bot', 'sendMessage')).toEqual(toTelegram)
  expect(wayTo(spans, 'discovery', 'INSERT outbox_event')).toEqual([
    ...toChat.slice(0, 3),
    'discovery: INSERT outbox_event',
  ])
  expect(wayTo(spans, 'chat', 'INSERT conversation')).toEqual([...toChat, 'chat: INSERT conversation'])
}

describe('one trace', () => {
  it('goes from a like through discovery, chat and notification to the socket of one and to Telegram for the other', async () => {
    await vi.waitFor(() => expectWhole(sink.spans.filter((span) => span.traceId === traceId)), patience)
    const first = sink.spans.find(
      (span) => span.name === 'POST /v1/discovery/like' && span.traceId === traceId,
    )
    expect(first?.parentId).toBe(outerId)
  })

  if (isNight)
    it.skipIf(!inJaeger)('is seen whole in Jaeger', async () => {
      await vi.waitFor(async () => expectWhole((await jaeger?.spansOf(traceId)) ?? []), patience)
    })

  it('goes from a frame of a socket and from an update of the bot as well', async () => {
    await vi.waitFor(() => {
      const frame = sink.spans.find(({ name }) => name === 'frame message.send')
      expect(wayTo(ofTrace(frame?.traceId), 'chat', 'INSERT message')).toEqual([
        'gateway: frame message.send',
        'gateway: kindred.chat.v1.ChatService/SendMessage',
        'chat: kindred.chat.v1.ChatService/SendMessage',
        'chat: INSERT message',
      ])
      const update = sink.spans.find(({ name }) => name === 'update message')
      expect(wayTo(ofTrace(update?.traceId), 'gateway', 'POST /v1/auth/bot')).toEqual([
        'bot: update message',
        'bot: POST',
        'gateway: POST /v1/auth/bot',
      ])
    }, patience)
  })

  it('is named in the log lines of its request', () => {
    const lines = logs.filter((line) => line.includes(traceId)).map((line) => JSON.parse(line) as object)
    expect(lines).toContainEqual(
      expect.objectContaining({ name: 'gateway', msg: 'answered', route: '/v1/discovery/like' }),
    )
  })

  it('tells nobody’s id, account, words, place, token or secret', () => {
    const people = [alice, bob].flatMap(({ userId, telegramId, token }) => [
      ...spellings(userId),
      ...numberSpellings(telegramId),
      token(),
    ])
    const places = Object.values(place).flatMap(coordinateSpellings)
    const secrets = [stack.botToken, botSecretOf(stack.plan), stack.plan.secrets.service]
    const needles = [
      ...people,
      ...places,
      ...secrets,
      ...Object.values(words),
      'Alice',
      'Bob',
      ' where ',
      '$1',
    ]
    const haystack = sink.bodies.map((text, at) => ({ place: `export ${at}`, text }))
    expect(findTraces(haystack, needles)).toEqual([])
  })
})

const ofTrace = (id: string | undefined): readonly Placed[] =>
  sink.spans.filter((span) => span.traceId === id)
