import type { IncomingMessage } from 'node:http'

import {
  checkKey,
  type FileRange,
  type FileStore,
  type StoredFile,
  type StoredGroup,
  wholeFile,
} from '../store/files.js'
import { listObjects } from './listing.js'
import { dropBody, readPieces } from './pieces.js'
import type { Bucket } from './requests.js'

/**
 * Photos in a bucket: `<prefix>abcd…/<name>`. A group of which not all files arrived has no row, as its upload failed: it is removed
 * at once where that works, else by the sweep.
 */
export function createBucketFiles(bucket: Bucket): FileStore {
  const store: FileStore = {
    async put(key, files) {
      const names = Object.entries(files).map(([name, body]) => ({ name: nameOf(key, name), body }))
      const sent = await Promise.allSettled(names.map((file) => putObject(bucket, file)))
      const failed = sent.find((one) => one.status === 'rejected')
      if (failed === undefined) return
      await store.removeAll(key).catch(() => undefined)
      throw failed.reason
    },
    open: (key, name, range = wholeFile) => openObject(bucket, nameOf(key, name), range),
    async removeAll(key) {
      for await (const { name } of listObjects(bucket, nameOf(key, '')))
        (await bucket.send({ method: 'DELETE', name, fine: [404] })).resume()
    },
    list: () => listGroups(bucket),
  }
  return store
}

function nameOf(key: string, name: string): string {
  checkKey(key)
  return `${key}/${name}`
}

async function putObject(
  bucket: Bucket,
  { name, body }: { readonly name: string; readonly body: Uint8Array },
): Promise<void> {
  const headers = { 'Content-Type': 'image/webp' }
  const response = await bucket.send({ method: 'PUT', name, body, headers })
  response.resume()
}

async function openObject(bucket: Bucket, name: string, range: FileRange): Promise<StoredFile | undefined> {
  const headers = headersOf(range)
  const response = await bucket.send({ method: 'GET', name, headers, fine: [404, 416] })
  if (response.statusCode === 404) return undefined
  if (response.statusCode === 416) return openBeyondEnd(bucket, name)
  return {
    size: sizeOf(response),
    read: () => readPieces(response),
    close: async () => dropBody(response),
  }
}

function headersOf({ offset, length }: FileRange): Record<string, string> {
  if (offset === 0 && length === 0) return {}
  return { Range: `bytes=${offset}-${length === 0 ? '' : offset + length - 1}` }
}

/** Of the whole object: after the slash of Content-Range where there is one. */
const sizeOf = ({ headers }: IncomingMessage): number =>
  Number(headers['content-range']?.split('/')[1] ?? headers['content-length'])

/** A part that begins behind the end of an object is empty. */
async function openBeyondEnd(bucket: Bucket, name: string): Promise<StoredFile | undefined> {
  const response = await bucket.send({ method: 'HEAD', name, fine: [404] })
  if (response.statusCode === 404) return undefined
  return { size: sizeOf(response), async *read() {}, close: () => Promise.resolve() }
}

/** Whatever else lies in the bucket is not ours. */
const ownName = /^([0-9a-f]{32})\//

async function* listGroups(bucket: Bucket): AsyncIterable<StoredGroup> {
  let group: StoredGroup | undefined
  for await (const { name, storedAt } of listObjects(bucket, '')) {
    const key = ownName.exec(name)?.[1]
    if (key === undefined) continue
    if (group !== undefined && group.key !== key) yield group
    group = { key, storedAt: group?.key === key && group.storedAt > storedAt ? group.storedAt : storedAt }
  }
  if (group !== undefined) yield group
}
