import { expect, vi } from 'vitest'

import type { Live } from '@kindred/client'
import { pause } from '@kindred/kernel'

import { settleCouple } from '../couples.js'
import { type Person, signIn, type Target } from '../people.js'
import { type Read, readSteadily } from '../steady-reads.js'
import { fetchTls, getTls, TrustingSocket } from '../tls-client.js'

/** What happened under load. */
export interface Figures {
  readonly seconds: number
  readonly requests: number
  /** Requests that got another answer than the right one, each in a line. */
  readonly failed: readonly string[]
  readonly messages: number
  /** The longest time from the writing of a message to its arrival. */
  readonly slowestMessageMs: number
  readonly slowestRequestMs: number
}

/** People who read and write all the time. */
export interface Load {
  /** How it went since the last look. */
  look(): Figures
  /** Ends it; throws unless every message arrived once, in its order. */
  stop(): Promise<Figures>
}

/** One of a couple, who writes and hears what the other writes. */
interface Talker {
  readonly person: Person
  readonly live: Live
  readonly conversationId: string
  readonly written: string[]
  readonly heard: string[]
}

const couples = 6
/** Below the limit of 60 messages a minute. */
const everyMs = 1_200
const patience = { timeout: 120_000 }
const readsPerSecond = 20

/**
 * Starts it through the web server: reads of every service, pages, sign-ins, messages over sockets, and messages over HTTP.
 * Nothing is asked twice but what people's clients do by themselves: a browser sends anew what met a waiting connection that was just closed,
 * and a client of sockets connects anew and sends what was not acknowledged.
 */
export async function startLoad(server: Pick<Target, 'url' | 'botToken'>): Promise<Load> {
  const end = new AbortController()
  const requests: Read[] = []
  const delays: number[] = []
  const sentAt = new Map<string, number>()
  const target = { ...server, fetch: fetchTls }
  const talkers: Talker[] = []
  for (let at = 0; at < couples; at += 1) {
    // Whoever settles asks once; a busy machine may take too long for that.
    const settling = () => settleCouple(target, { latitude: 10 + at, longitude: 24 })
    const { one, other, conversationId } = await vi.waitFor(settling, patience)
    talkers.push(...[one, other].map((person) => join(person, conversationId)))
  }
  talkers.forEach((talker, at) => hear(talker, talkers[at ^ 1]!))
  await vi.waitFor(
    () => expect(talkers.map(({ live }) => live.state)).toEqual(talkers.map(() => 'ready')),
    patience,
  )

  function hear(talker: Talker, { person }: Talker): void {
    talker.live.on((event) => {
      const message = event.type === 'message.created' ? event.data.message : undefined
      if (message?.sender_id !== person.userId) return
      const { text } = message
      talker.heard.push(text)
      delays.push(performance.now() - sentAt.get(text)!)
    })
  }

  const readers = talkers.map(({ person }) => ({ person, gateway: 1 }))
  const reading = readSteadily(readers, { perSecond: readsPerSecond, signal: end.signal })
  const note = async (what: string, ask: () => Promise<unknown>): Promise<void> => {
    const at = performance.now()
    const outcome = await ask().then(() => 'ok', String)
    requests.push({
      service: 'chat',
      gateway: 1,
      at,
      ms: performance.now() - at,
      outcome: outcome === 'ok' ? 'ok' : `${what}: ${outcome}`,
    })
  }

  /** Even ones write over their socket, odd ones over HTTP. */
  async function write(talker: Talker, at: number): Promise<void> {
    const { conversationId: conversation_id, written } = talker
    const acks: Promise<unknown>[] = []
    while (await pause(everyMs, end.signal)) {
      const text = `${at}: ${written.length + 1}`
      written.push(text)
      sentAt.set(text, performance.now())
      if (at % 2 === 0) acks.push(talker.live.sendMessage({ conversation_id, text }))
      else
        await note('a message over HTTP', () =>
          talker.person.client.chat.sendMessage({
            conversation_id,
            client_message_id: crypto.randomUUID(),
            text,
          }),
        )
    }
    await Promise.all(acks)
  }

  /** What a phone loads when the Mini App opens. */
  async function openPages(): Promise<void> {
    while (await pause(200, end.signal))
      await note('the page and its script', async () => {
        const page = await getTls(`${server.url}/app/`)
        if (page.status !== 200) throw new Error(`status ${page.status}`)
        const [script = ''] = /\/app\/assets\/[^"]+\.js/.exec(page.body) ?? []
        const { status } = await getTls(server.url + script)
        if (status !== 200) throw new Error(`${script} answers ${status}`)
      })
  }

  /** New people, each with a proof of Telegram's. */
  async function signNewPeopleIn(): Promise<void> {
    while (await pause(1_000, end.signal)) await note('a sign-in', () => signIn(target, 'Carol'))
  }

  const running = [openPages(), signNewPeopleIn(), ...talkers.map(write)]
  let since = performance.now()
  let seen = { reads: 0, requests: 0, delays: 0 }
  const look = (): Figures => {
    const fresh = [...reading.reads.slice(seen.reads), ...requests.slice(seen.requests)]
    const late = delays.slice(seen.delays)
    seen = { reads: reading.reads.length, requests: requests.length, delays: delays.length }
    const from = since
    since = performance.now()
    return {
      seconds: Math.round((since - from) / 1_000),
      requests: fresh.length,
      failed: fresh
        .filter(({ outcome }) => outcome !== 'ok')
        .map(({ service, at, outcome }) => `${Math.round(at - from)} ms: ${service}: ${outcome}`),
      messages: late.length,
      slowestMessageMs: Math.round(Math.max(0, ...late)),
      slowestRequestMs: Math.round(Math.max(0, ...fresh.map(({ ms }) => ms))),
    }
  }
  return {
    look,
    async stop() {
      end.abort()
      await Promise.all(running)
      await reading.done()
      await expectAllInOrder(talkers)
      for (const { live } of talkers) live.close()
      return look()
    },
  }
}

const join = (person: Person, conversationId: string): Talker => ({
  person,
  conversationId,
  live: person.client.connect({ WebSocket: TrustingSocket }),
  written: [],
  heard: [],
})

/** Both of a couple heard what the other wrote, once and in its order, and Kindred keeps it without a gap. */
async function expectAllInOrder(talkers: readonly Talker[]): Promise<void> {
  for (const [at, { person, conversationId, written, heard }] of talkers.entries()) {
    const other = talkers[at ^ 1]!
    await expect.poll(() => other.heard, patience).toEqual(written)
    if (at % 2 === 1) continue
    const kept = await readAll(person, conversationId)
    expect(kept.map(({ seq }) => seq)).toEqual(kept.map((_, index) => index + 1))
    expect(kept.filter(({ own }) => own).map(({ text }) => text)).toEqual(written)
    expect(kept.filter(({ own }) => !own).map(({ text }) => text)).toEqual(other.written)
    expect(heard).toEqual(other.written)
  }
}

async function readAll({ client, userId }: Person, conversation_id: string) {
  const kept: { readonly seq: number; readonly text: string; readonly own: boolean }[] = []
  for (let after_seq = 0, more = true; more; after_seq = kept.at(-1)?.seq ?? 0) {
    const page = await client.chat.listMessages({ conversation_id, after_seq, page_size: 100 })
    const sorted = page.messages.toSorted((one, next) => one.seq - next.seq)
    kept.push(
      ...sorted.map(({ seq, text, sender_id: sender }) => ({
        seq,
        text: text ?? '',
        own: sender === userId,
      })),
    )
    more = page.has_more
  }
  return kept
}
