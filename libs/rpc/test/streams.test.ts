import { afterEach, describe, expect, it } from 'vitest'

import { ChatServiceService, type SubscribeRequest, type SubscribeResponse } from '@kindred/contracts/chat'
import { MediaServiceService, PhotoSize, type ReadPhotoResponse } from '@kindred/contracts/media'
import { AppError } from '@kindred/kernel'

import { type Handlers, implement } from '../src/index.js'
import { closeAll, connect, partly, startServer } from './harness.js'

type ChatHandlers = Handlers<object, typeof ChatServiceService>
type MediaHandlers = Handlers<object, typeof MediaServiceService>

const asService = { token: 'service' }
const userId = '018f0000-0000-7000-8000-000000000001'
const add: SubscribeRequest = {
  change: { $case: 'add', value: { userId, since: undefined } },
  takesMany: false,
}
const answerTo = (cursor: string): SubscribeResponse => ({ userId, cursor, resyncRequired: false, more: [] })

const serveChat = async (subscribe: ChatHandlers['subscribe']) => {
  const server = await startServer([implement(ChatServiceService, partly<ChatHandlers>({ subscribe }), {})], {
    name: 'chat',
  })
  return { ...server, chat: connect(ChatServiceService, server.address) }
}

const serveMedia = async (handlers: Partial<MediaHandlers>) => {
  const server = await startServer([implement(MediaServiceService, partly<MediaHandlers>(handlers), {})], {
    name: 'media',
  })
  return { ...server, media: connect(MediaServiceService, server.address) }
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

async function* endless<T>(item: T, seen: (count: number) => void, most = Infinity): AsyncGenerator<T> {
  for (let count = 1; count <= most; count += 1) {
    seen(count)
    yield item
  }
}

afterEach(closeAll)

describe('a stream both ways', () => {
  it('answers each request and then its status when the requests end', async () => {
    const { chat } = await serveChat(async function* (_context, requests) {
      let count = 0
      for await (const _ of requests) yield answerTo(`c${(count += 1)}`)
    })
    const answers = await collect(
      chat.subscribe(
        endless(add, () => undefined, 3),
        asService,
      ),
    )
    expect(answers.map(({ cursor }) => cursor)).toEqual(['c1', 'c2', 'c3'])
  })

  it('ends for the client when the handler stops reading early', async () => {
    const { chat } = await serveChat(async function* (_context, requests) {
      for await (const _ of requests) break
      yield answerTo('only')
    })
    const answers = await collect(
      chat.subscribe(
        endless(add, () => undefined),
        asService,
      ),
    )
    expect(answers).toHaveLength(1)
  })

  it('is cancelled on the server when the client leaves its loop', async () => {
    let ended: string | undefined
    const { chat } = await serveChat(async function* (_context, requests) {
      try {
        for await (const _ of requests) yield answerTo('c')
        ended = 'finished'
      } catch (error) {
        ended = error instanceof AppError ? error.code : 'other'
      }
    })
    async function* oneThenSilence() {
      yield add
      await new Promise(() => undefined)
    }
    for await (const _ of chat.subscribe(oneThenSilence(), asService)) break
    await expect.poll(() => ended).toBe('CANCELED')
  })

  it('holds every request against the field rules', async () => {
    const { chat } = await serveChat(async function* (_context, requests) {
      for await (const _ of requests) yield answerTo('c')
    })
    const bad: SubscribeRequest = {
      change: { $case: 'add', value: { userId: '', since: undefined } },
      takesMany: false,
    }
    async function* requests() {
      yield add
      yield bad
    }
    const answers: SubscribeResponse[] = []
    const reading = (async () => {
      for await (const answer of chat.subscribe(requests(), asService)) answers.push(answer)
    })()
    await expect(reading).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      fields: [{ pointer: '/add/user_id' }],
    })
    expect(answers).toHaveLength(1)
  })

  it('refuses a caller before the handler runs', async () => {
    const { chat } = await serveChat(async function* () {
      yield answerTo('never')
    })
    await expect(
      collect(
        chat.subscribe(
          endless(add, () => undefined),
          { token: 'alice' },
        ),
      ),
    ).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
  })

  it('passes on what the requests throw', async () => {
    const { chat } = await serveChat(async function* (_context, requests) {
      for await (const _ of requests) yield answerTo('c')
    })
    async function* broken(): AsyncGenerator<SubscribeRequest> {
      throw new AppError({ kind: 'wrongState', code: 'BROKEN_SOURCE', detail: 'No more.' })
    }
    await expect(collect(chat.subscribe(broken(), asService))).rejects.toMatchObject({
      code: 'BROKEN_SOURCE',
    })
  })
})

describe('a stream of answers', () => {
  const request = { mediaId: userId, size: PhotoSize.THUMB, offset: 0, length: 0 }
  const chunk: ReadPhotoResponse = { part: { $case: 'chunk', value: Buffer.alloc(64 * 1024) } }

  it('waits for a slow reader and stops when it leaves', async () => {
    let sent = 0
    let closed = false
    const { media } = await serveMedia({
      async *readPhoto() {
        try {
          yield* endless(chunk, (count) => (sent = count))
        } finally {
          closed = true
        }
      },
    })
    const iterator = media.readPhoto(request, asService)[Symbol.asyncIterator]()
    await iterator.next()
    let before = -1
    await expect.poll(() => [before === sent, (before = sent)][0], { interval: 100 }).toBe(true)
    expect(sent).toBeLessThan(200)
    await iterator.return?.()
    await expect.poll(() => closed).toBe(true)
  })

  it('brings the error of its handler after the answers before it', async () => {
    const { media } = await serveMedia({
      async *readPhoto() {
        yield chunk
        throw new AppError({ kind: 'notFound', code: 'MEDIA_NOT_FOUND', detail: 'Gone.' })
      },
    })
    const got: unknown[] = []
    const reading = (async () => {
      for await (const part of media.readPhoto(request, asService)) got.push(part)
    })()
    await expect(reading).rejects.toMatchObject({ kind: 'notFound', code: 'MEDIA_NOT_FOUND' })
    expect(got).toHaveLength(1)
  })

  it('ends a wait that nothing will answer when it is returned', async () => {
    let over = false
    const { media } = await serveMedia({
      async *readPhoto(_context, _request, call) {
        call.signal.addEventListener('abort', () => (over = true))
        yield chunk
        await new Promise(() => undefined)
      },
    })
    const iterator = media.readPhoto(request, asService)[Symbol.asyncIterator]()
    await iterator.next()
    const waiting = iterator.next().catch(() => undefined)
    await iterator.return?.()
    await waiting
    await expect.poll(() => over).toBe(true)
  })
})

describe('an upload', () => {
  const chunk = { chunk: Buffer.alloc(64 * 1024) }
  const alice = { token: 'alice' }

  it('arrives whole', async () => {
    let bytes = 0
    const { media } = await serveMedia({
      uploadPhoto: async (_context, requests) => {
        for await (const part of requests) bytes += part.chunk.length
        return { media: undefined }
      },
    })
    await media.uploadPhoto(
      endless(chunk, () => undefined, 160),
      alice,
    )
    expect(bytes).toBe(160 * 64 * 1024)
  })

  it('runs ahead of a slow service by no more than a little', async () => {
    let written = 0
    let go: () => void = () => undefined
    const held = new Promise<void>((resolve) => (go = resolve))
    const { media } = await serveMedia({
      uploadPhoto: async (_context, requests) => {
        let first = true
        for await (const _ of requests) {
          if (first) await held
          first = false
        }
        return { media: undefined }
      },
    })
    const upload = media.uploadPhoto(
      endless(chunk, (count) => (written = count), 500),
      alice,
    )
    let before = -1
    await expect
      .poll(() => [before === written && written > 0, (before = written)][0], { interval: 100 })
      .toBe(true)
    expect(written).toBeLessThan(100)
    go()
    await upload
    expect(written).toBe(500)
  })

  it('stops reading its source when the service refuses early', async () => {
    let released = false
    const { media } = await serveMedia({
      uploadPhoto: async () => {
        throw new AppError({ kind: 'tooLarge', code: 'MEDIA_TOO_LARGE', detail: 'At most 10 MB.' })
      },
    })
    async function* source() {
      try {
        yield* endless(chunk, () => undefined)
      } finally {
        released = true
      }
    }
    await expect(media.uploadPhoto(source(), alice)).rejects.toMatchObject({ code: 'MEDIA_TOO_LARGE' })
    await expect.poll(() => released).toBe(true)
  })

  it('that is cut off never passes for a whole one', async () => {
    const ends: unknown[] = []
    let began: () => void = () => undefined
    const { media } = await serveMedia({
      uploadPhoto: async (_context, requests) => {
        try {
          for await (const _ of requests) began()
          ends.push('whole')
        } catch (error) {
          ends.push(error instanceof AppError ? error.code : error)
        }
        return { media: undefined }
      },
    })
    async function* source(chunks: number, cut: () => void) {
      yield chunk
      await new Promise<void>((resolve) => (began = resolve))
      yield* endless(chunk, () => undefined, chunks)
      // A connection that has fallen silent brings the end and the reset apart from each other.
      if (chunks === 1) await new Promise((resolve) => setTimeout(resolve, 10))
      cut()
      await new Promise(() => undefined)
    }
    for (let round = 0; round < 40; round += 1) {
      const cut = new AbortController()
      const upload = media.uploadPhoto(
        source(round % 4, () => cut.abort()),
        { ...alice, signal: cut.signal },
      )
      await expect(upload).rejects.toMatchObject({ kind: 'canceled' })
    }
    await expect.poll(() => ends.length).toBe(40)
    expect(new Set(ends)).toEqual(new Set(['CANCELED']))
  })

  it('fails with what its source throws', async () => {
    const { media } = await serveMedia({ uploadPhoto: async () => new Promise(() => undefined) })
    async function* source() {
      yield chunk
      throw new AppError({ kind: 'tooLarge', code: 'FILE_TOO_LARGE', detail: 'Too large.' })
    }
    await expect(media.uploadPhoto(source(), alice)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' })
  })
})
