import { createHash, randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'

import type { MediaServiceService, ReadPhotoResponse } from '@kindred/contracts/media'
import { AppError, newId } from '@kindred/kernel'
import type { Call, Handlers } from '@kindred/rpc'

import { registerMediaRoutes } from '../src/media/index.js'
import { startGateway } from './harness.js'

type MediaHandlers = Handlers<object, typeof MediaServiceService>

/** What the media service behind the gateway saw of an upload. */
interface SeenUpload {
  readonly sizes: number[]
  sha256: string | undefined
  readonly call: Call
  ended: 'whole' | 'cut off' | undefined
}

export type MediaWorld = Awaited<ReturnType<typeof startMediaWorld>>

/** A gateway that listens, in front of a media service that keeps what it is told in memory. */
export async function startMediaWorld() {
  const uploads: SeenUpload[] = []
  const reads: Call[] = []
  const picture = randomBytes(300_000)
  const world = {
    uploads,
    reads,
    picture,
    refuseUploads: undefined as AppError | undefined,
    hold: Promise.resolve(),
    only: undefined as string | undefined,
    /** The last photo that was read was asked for as a moderator's. */
    forReview: undefined as boolean | undefined,
    /** Of whoever asks for a photo of a review. */
    staff: { roles: ['moderator'], sessions: 1 },
  }
  const stream = { sent: 0, ended: false, failAt: Infinity, bytes: picture as Buffer }

  const uploadPhoto: MediaHandlers['uploadPhoto'] = async (_, requests, call) => {
    const seen: SeenUpload = { sizes: [], sha256: undefined, call, ended: undefined }
    uploads.push(seen)
    const hash = createHash('sha256')
    try {
      for await (const { chunk } of requests) {
        seen.sizes.push(chunk.length)
        hash.update(chunk)
        if (world.refuseUploads !== undefined) throw world.refuseUploads
        await world.hold
      }
    } catch (error) {
      seen.ended = 'cut off'
      throw error
    }
    seen.sha256 = hash.digest('hex')
    seen.ended = 'whole'
    const createdAt = new Date('2026-03-01T12:00:00Z')
    const facts = { width: 960, height: 1280, thumbhash: 'YWJj', urls: undefined, createdAt }
    return { media: { mediaId: newId(), status: 'APPROVED', ...facts } }
  }

  const readPhoto: MediaHandlers['readPhoto'] = async function* (
    _,
    { mediaId, offset, length, forReview },
    call,
  ) {
    reads.push(call)
    world.forReview = forReview
    if (world.picture.length === 0 || (world.only !== undefined && world.only !== mediaId)) {
      throw new AppError({ kind: 'notFound', code: 'MEDIA_NOT_FOUND', detail: 'No such photo.' })
    }
    yield* send(stream, offset, length)
  }

  const gateway = await startGateway({
    services: {
      media: { uploadPhoto, readPhoto },
      auth: { getAccount: async () => ({ signedUpAt: undefined, ...world.staff }) },
    },
    rooms: [registerMediaRoutes],
  })
  await gateway.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = gateway.app.server.address() as AddressInfo
  return Object.assign(world, {
    gateway,
    stream,
    port,
    url: `http://127.0.0.1:${port}`,
    async person() {
      const userId = newId()
      return { userId, authorization: `Bearer ${await gateway.authority.issue(userId)}` }
    },
    close: () => gateway.close(),
  })
}

interface Sending {
  sent: number
  ended: boolean
  failAt: number
  bytes: Buffer
}

async function* send(stream: Sending, offset: number, length: number): AsyncIterable<ReadPhotoResponse> {
  const { bytes } = stream
  stream.ended = false
  try {
    yield {
      part: { $case: 'header', value: { contentType: 'image/webp', sizeBytes: bytes.length, etag: 'abc' } },
    }
    const end = length > 0 ? Math.min(offset + length, bytes.length) : bytes.length
    for (stream.sent = offset; stream.sent < end; stream.sent += 65_536) {
      if (stream.sent >= stream.failAt) throw new Error('the disk broke')
      yield {
        part: { $case: 'chunk', value: bytes.subarray(stream.sent, Math.min(stream.sent + 65_536, end)) },
      }
    }
  } finally {
    stream.ended = true
  }
}

/** Resolves with a number once it has stopped growing. */
export async function settled(read: () => number): Promise<number> {
  let [last, same] = [read(), 0]
  while (same < 20) {
    await new Promise((resolve) => setTimeout(resolve, 25))
    const now = read()
    same = now === last && now > 0 ? same + 1 : 0
    last = now
  }
  return last
}
