import { createHash } from 'node:crypto'

import type { UploadPhotoRequest } from '@kindred/contracts/media'

import { chunkTooLarge, tooLarge, unreadable } from '../domain/errors.js'
import { signatureBytes } from '../domain/picture-format.js'
import type { Incoming } from '../store/incoming.js'

/** The most that one message of an upload carries. */
const maxChunkBytes = 64 * 1024

/** An upload on the local disk. */
export interface ReceivedPicture {
  readonly path: string
  /** Its first bytes. */
  readonly head: Buffer
  /** Of the content, hexadecimal. */
  readonly sha256: string
  discard(): Promise<void>
}

/** Writes an upload to the disk as it comes; stops at the first byte too many. */
export async function receivePicture(
  incoming: Incoming,
  requests: AsyncIterable<UploadPhotoRequest>,
  maxBytes: number,
): Promise<ReceivedPicture> {
  const file = await incoming.receive()
  const hash = createHash('sha256')
  let [head, bytes] = [Buffer.alloc(0), 0]
  try {
    for await (const { chunk } of requests) {
      if (chunk.length > maxChunkBytes) throw chunkTooLarge(maxChunkBytes)
      bytes += chunk.length
      if (bytes > maxBytes) throw tooLarge(maxBytes)
      if (head.length < signatureBytes) head = Buffer.concat([head, chunk]).subarray(0, signatureBytes)
      hash.update(chunk)
      await file.write(chunk)
    }
    if (bytes === 0) throw unreadable()
    return { path: file.path, head, sha256: hash.digest('hex'), discard: () => file.discard() }
  } catch (error) {
    await file.discard()
    throw error
  }
}
