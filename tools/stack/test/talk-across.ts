import pg from 'pg'
import { expect, vi } from 'vitest'

import { pause } from '@kindred/kernel'
import { type RedisServer, startRedisServer } from '@kindred/testkit/redis-server'

import { type Couple, settleCouple } from './couples.js'
import { type Ear, listen } from './people.js'
import { type SecondGateway, through } from './second-gateway.js'
import { openSecondMachine } from './second-machine.js'
import { createTestStack } from './test-stack.js'

/** Machines with all of Kindred each, on the same databases and one Redis. */
export interface Machines {
  readonly redis: RedisServer
  readonly talkers: readonly Talker[]
  /** The channels of the notifications that their databases sent. */
  readonly notified: string[]
  stop(): Promise<void>
}

/** Who writes at the first machine to somebody whose socket is at the last one. */
interface Talker {
  readonly conversationId: string
  readonly writer: Ear
  readonly reader: Ear
  readonly written: Map<string, number>
}

const patience = { timeout: 120_000 }

export async function openMachines(machineCount: number, coupleCount: number): Promise<Machines> {
  const redis = await startRedisServer()
  // On a busy machine an answer may take longer than services wait before they notify instead; what the URL says wins.
  const stack = await createTestStack({ environment: { REDIS_URL: `${redis.url}?commandTimeout=10000` } })
  const witness = await openWitness(Object.values(stack.plan.databaseUrls))
  const others: SecondGateway[] = []
  while (others.length < machineCount - 1) others.push(await openSecondMachine(stack))
  const talkers: Talker[] = []
  for (let at = 0; at < coupleCount; at += 1)
    talkers.push(join(await settleCouple(stack, { latitude: 10 + at, longitude: 24 }), others.at(-1)!))
  await vi.waitFor(() => {
    for (const { writer, reader } of talkers)
      expect([writer.live.state, reader.live.state]).toEqual(['ready', 'ready'])
  }, patience)
  return {
    redis,
    talkers,
    notified: witness.notified,
    async stop() {
      for (const { writer, reader } of talkers) [writer, reader].forEach(({ live }) => live.close())
      for (const other of others) await other.stop()
      await witness.close()
      await stack.stop()
      await redis.kill()
    },
  }
}

const channels = [
  ...['kindred_outbox', 'kindred_revocations', 'kindred_sight', 'kindred_discovery'],
  ...['chat_events', 'chat_typing', 'notification_due'],
]

/** Hears every notification that wakes an instance of a service. */
async function openWitness(urls: readonly string[]) {
  const notified: string[] = []
  const clients = urls.map((url) => new pg.Client(url))
  for (const client of clients) {
    client.on('notification', ({ channel }) => notified.push(channel))
    await client.connect()
    await client.query(channels.map((channel) => `listen ${channel}`).join(';'))
  }
  return { notified, close: () => Promise.all(clients.map((client) => client.end())) }
}

const join = ({ one, other, conversationId }: Couple, last: SecondGateway): Talker => ({
  conversationId,
  writer: listen(one),
  reader: listen(through(last, other)),
  written: new Map(),
})

/** Milliseconds from the sending of each message to its arrival. */
export type Delays = number[]

/** Sends messages at an even pace, in turn from each writer; resolves when all are acknowledged and have arrived. */
export async function talk(
  { talkers }: Machines,
  { messages, everyMs }: { readonly messages: number; readonly everyMs: number },
): Promise<Delays> {
  const delays: Delays = []
  const hears = talkers.map(({ reader, written }) =>
    reader.live.on((event) => {
      const sentAt = event.type === 'message.created' && written.get(event.data.message?.text ?? '')
      if (typeof sentAt === 'number') delays.push(performance.now() - sentAt)
    }),
  )
  const began = performance.now()
  const acks: Promise<unknown>[] = []
  for (let at = 0; at < messages; at += 1) {
    const { conversationId, writer, written } = talkers[at % talkers.length]!
    const text = `message ${written.size + 1}`
    written.set(text, performance.now())
    acks.push(writer.live.sendMessage({ conversation_id: conversationId, text }))
    await pause(Math.max(0, began + at * everyMs - performance.now()))
  }
  await Promise.all(acks)
  await expect
    .poll(() => talkers.map(({ reader }) => heardOf(reader).length), patience)
    .toEqual(countsOf(talkers))
  hears.forEach((forget) => forget())
  return delays
}

const heardOf = (reader: Ear) => reader.of('message.created').map(({ data }) => data.message!)
const countsOf = (talkers: readonly Talker[]): number[] => talkers.map(({ written }) => written.size)

/** Everything that was written arrived once, in its order and without a gap. */
export function expectAllInOrder({ talkers }: Machines): void {
  for (const { reader, written } of talkers) {
    const heard = heardOf(reader)
    expect(heard.map(({ text }) => text)).toEqual([...written.keys()])
    expect(heard.map(({ seq }) => seq)).toEqual([...written.keys()].map((_, at) => at + 1))
  }
}
