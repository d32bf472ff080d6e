import type { IncomingMessage } from 'node:http'

import { storageAway } from '../domain/errors.js'
import { pieceBytes } from '../store/files.js'

/** A bucket that sends nothing for so long while somebody waits for it has gone. */
const stallMs = 5_000

/** The body of an answer as it comes. The time counts only while the next piece is waited for: a slow reader is no fault of the bucket. */
export async function* readPieces(response: IncomingMessage): AsyncIterable<Buffer> {
  let timer: NodeJS.Timeout | undefined
  const wait = (): void =>
    void (timer = setTimeout(() => response.destroy(new Error(`sent nothing for ${stallMs} ms`)), stallMs))
  try {
    wait()
    for await (const chunk of response as AsyncIterable<Buffer>) {
      clearTimeout(timer)
      for (let start = 0; start < chunk.length; start += pieceBytes) {
        yield chunk.subarray(start, start + pieceBytes)
      }
      wait()
    }
  } catch (error) {
    throw storageAway(error)
  } finally {
    clearTimeout(timer)
  }
}

/** Gives up a body. What little is left is read, which keeps the connection. */
export function dropBody(response: IncomingMessage): void {
  const isShort = Number(response.headers['content-length']) <= pieceBytes
  if (isShort) response.resume()
  else response.destroy()
}
