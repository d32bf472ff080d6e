import type { PhotoHeader, ReadPhotoResponse } from '@kindred/contracts/media'
import { AppError } from '@kindred/kernel'

/** A picture that is being read. */
export interface PhotoStream {
  readonly header: PhotoHeader
  readonly bytes: AsyncIterable<Buffer>
  /** Ends the call; for a stream whose bytes are not wanted. */
  close(): Promise<void>
}

/** Resolves once the header of the picture has come. */
export async function openPhotoStream(messages: AsyncIterable<ReadPhotoResponse>): Promise<PhotoStream> {
  const iterator = messages[Symbol.asyncIterator]()
  const close = async () => void (await iterator.return?.())
  const first = await iterator.next()
  if (first.done !== true && first.value.part?.$case === 'header') {
    return { header: first.value.part.value, bytes: bytesOf(iterator, close), close }
  }
  await close()
  throw new AppError({ kind: 'internal', code: 'INTERNAL', detail: 'Something went wrong on our side.' })
}

async function* bytesOf(
  iterator: AsyncIterator<ReadPhotoResponse>,
  close: () => Promise<void>,
): AsyncIterable<Buffer> {
  try {
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) {
      if (next.value.part?.$case === 'chunk') yield next.value.part.value
    }
  } finally {
    await close()
  }
}
