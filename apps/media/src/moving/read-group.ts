import { pictureSizes } from '../domain/picture-size.js'
import { type FileStore, wholeFile } from '../store/files.js'

/** The files of a photo by their names; empty when it is not there. */
export async function readGroup(store: FileStore, key: string): Promise<Record<string, Buffer>> {
  const files: Record<string, Buffer> = {}
  for (const name of Object.keys(pictureSizes)) {
    const bytes = await readFile(store, key, name)
    if (bytes !== undefined) files[name] = bytes
  }
  return files
}

/** A whole file; undefined when it is not there. */
export async function readFile(store: FileStore, key: string, name: string): Promise<Buffer | undefined> {
  const file = await store.open(key, name, wholeFile)
  if (file === undefined) return undefined
  const pieces: Buffer[] = []
  for await (const piece of file.read()) pieces.push(piece)
  const bytes = Buffer.concat(pieces)
  if (bytes.length !== file.size) throw new Error(`${key}/${name} was cut off while it was read`)
  return bytes
}
