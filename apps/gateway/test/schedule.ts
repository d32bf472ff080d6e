import { PassThrough } from 'node:stream'

import { vi } from 'vitest'

import { createClient, memoryTokens, type SocketConstructor } from '@kindred/client'
import { newId } from '@kindred/kernel'
import { loadContract } from '@kindred/rpc'
import { testLog } from '@kindred/testkit'

import { type ChatSocketContext, defaultTimes } from '../src/chat/context.js'
import { openSocketRoom } from '../src/chat/socket-room.js'
import { createLimits } from '../src/edge/limits.js'
import { createJson } from '../src/transcoding/index.js'
import { createMemoryChat } from './chat-memory.js'
import { type ClientEnd, openLine } from './line.js'
import { openListener } from './raw-listener.js'

const json = createJson(loadContract(), new Map())
const userId = newId()

/** What happens in one run, all of it decided by the seed. */
export interface Schedule {
  readonly seed: number
  /** Milliseconds each way; single frames take up to a half more. */
  readonly latencyMs: number
}

/** What each kind of client heard, as seqs in the order of their coming. */
export interface Heard {
  readonly told: number
  readonly resyncs: number
  readonly clients: Readonly<Record<'published' | 'cursor in auth' | 'resume frame', readonly number[]>>
}

const quietAfterMs = 12_000
const longestMs = 240_000

/** A chat that is followed by three clients over lines that break, on the clock of the test. Each line and the stream of events break now and then. */
export async function runSchedule({ seed, latencyMs }: Schedule): Promise<Heard> {
  const random = mulberry32(seed)
  vi.useFakeTimers({ now: 0, toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] })
  vi.spyOn(Math, 'random').mockImplementation(mulberry32(seed + 1))
  const chat = createMemoryChat()
  const stream = breakable()
  const room = openSocketRoom(contextOf(chat, stream.broken, random), defaultTimes)
  const cuts = new Set<() => void>()
  const open = (): ClientEnd => {
    const line = openLine(() => latencyMs * (1 + random() / 2))
    cuts.add(line.cut)
    room.admit(line.server, new PassThrough())
    return line.client
  }
  const published = openPublished(open)
  const listeners = [openListener(open, 'auth'), openListener(open, 'resume')] as const
  const told = tellThroughout(chat, random)
  for (let breaks = Math.floor(random() * 5); breaks > 0; breaks -= 1)
    setTimeout(
      () => (random() < 0.2 ? stream.break() : [...cuts].at(-1 - Math.floor(random() * 3))?.()),
      random() * quietAfterMs,
    )

  const all = [published.seqs, listeners[0].seqs, listeners[1].seqs]
  const isOver = (): boolean => Date.now() > quietAfterMs && all.every((seqs) => seqs.at(-1) === told())
  while (!isOver() && Date.now() < longestMs) await step()
  published.close()
  vi.useRealTimers()
  vi.restoreAllMocks()
  return {
    told: told(),
    resyncs: published.resyncs() + listeners[0].resyncs() + listeners[1].resyncs(),
    clients: {
      published: published.seqs,
      'cursor in auth': listeners[0].seqs,
      'resume frame': listeners[1].seqs,
    },
  }
}

/** The next timer, and everything that follows from it without another. */
async function step(): Promise<void> {
  vi.advanceTimersToNextTimer()
  await new Promise((resolve) => setImmediate(resolve))
}

/** Tells bursts of messages over twelve seconds, the last at its end; answers how many so far. */
function tellThroughout(chat: ReturnType<typeof createMemoryChat>, random: () => number): () => number {
  let seq = 0
  const tell = (count: number): void => {
    for (; count > 0; count -= 1) {
      const message = {
        id: newId(),
        conversationId: userId,
        seq: ++seq,
        senderId: userId,
        clientMessageId: `${seq}`,
      }
      const value = { message: { ...message, text: 'x', createdAt: new Date(), advice: [] } }
      chat.tell(userId, { $case: 'messageCreated', value })
    }
  }
  for (let bursts = 8; bursts > 0; bursts -= 1)
    setTimeout(() => tell(1 + Math.floor(random() ** 3 * 70)), random() * quietAfterMs)
  setTimeout(() => tell(1), quietAfterMs)
  return () => seq
}

function openPublished(open: () => ClientEnd) {
  const seqs: number[] = []
  let resyncs = 0
  const tokens = memoryTokens({ accessToken: 'token', refreshToken: 'r', expiresAt: 1e9 })
  const WebSocket = function () {
    return open()
  } as unknown as SocketConstructor
  const live = createClient({ baseUrl: 'http://memory', tokens }).connect({ WebSocket, cursor: '0' })
  live.on((event) => {
    if (event.type === 'message.created') seqs.push(event.data.message!.seq)
    if (event.type === 'resync.required') resyncs += 1
  })
  return { seqs, resyncs: () => resyncs, close: () => live.close() }
}

/** A signal for each stream of events, and the way to break the stream of the moment. */
function breakable() {
  let now = new AbortController()
  return {
    broken: () => (now = new AbortController()).signal,
    break: () => now.abort(),
  }
}

function contextOf(
  chat: ReturnType<typeof createMemoryChat>,
  broken: () => AbortSignal,
  random: () => number,
): ChatSocketContext {
  const { subscribe, sync } = chat.handlers as Record<'subscribe' | 'sync', (...given: unknown[]) => unknown>
  const principal = { kind: 'user', userId, sessionId: newId(), expiresAt: new Date(1e9) }
  const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, random() * 60))
  const clients = {
    chat: {
      subscribe: (requests: unknown, { signal }: { signal: AbortSignal }) =>
        late(
          subscribe({}, requests, { signal: AbortSignal.any([signal, broken()]) }) as AsyncIterable<unknown>,
          soon,
        ),
      async sync(request: unknown) {
        await soon()
        const page = sync({}, request, { principal })
        await soon()
        return page
      },
    },
  }
  return {
    clients,
    json,
    log: testLog,
    outages: { note: () => undefined },
    clock: { now: () => new Date() },
    config: { corsOrigins: [], publicUrl: '' },
    limits: createLimits(100, new Map()),
    metrics: { counter: () => ({ inc: () => undefined }), gauge: () => undefined },
    verifier: { authenticate: async () => principal, onRevoked: () => () => undefined },
    serviceTokens: { issue: async () => 'service' },
    sight: { isLost: () => false, onBlocked: () => undefined, onRegained: () => undefined },
  } as unknown as ChatSocketContext
}

/** Delays each item a little, so that what a resume reads and what is live overtake each other. */
async function* late<T>(items: AsyncIterable<T>, soon: () => Promise<void>): AsyncGenerator<T> {
  for await (const item of items) {
    await soon()
    yield item
  }
}

/** A small generator of numbers between 0 and 1 that a seed decides (Tommy Ettinger's mulberry32, in the public domain). */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
