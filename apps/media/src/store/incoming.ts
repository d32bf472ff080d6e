import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

import { unlessMissing } from './disk.js'
import { newKey } from './local-files.js'

/** A file that is being received. */
export interface IncomingFile {
  readonly path: string
  write(chunk: Uint8Array): Promise<void>
  /** Closes and removes it. */
  discard(): Promise<void>
}

/** Where uploads stay on the local disk until it is known whether they are pictures. */
export interface Incoming {
  receive(): Promise<IncomingFile>
  /** Removes what a process that died had begun before then. */
  removeAbandoned(before: Date): Promise<void>
}

/** Opens `<folder>/incoming`. */
export async function openIncoming(folder: string): Promise<Incoming> {
  const incoming = join(folder, 'incoming')
  await mkdir(incoming, { recursive: true })
  return {
    receive: () => receiveFile(join(incoming, newKey())),
    removeAbandoned: (before) => removeOlder(incoming, before),
  }
}

async function receiveFile(path: string): Promise<IncomingFile> {
  const file = await open(path, 'wx', 0o600)
  return {
    path,
    write: (chunk) => file.writeFile(chunk),
    async discard() {
      await file.close()
      await rm(path, { force: true })
    },
  }
}

async function removeOlder(incoming: string, before: Date): Promise<void> {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name)
    const found = await unlessMissing(stat(path))
    if (found !== undefined && found.mtime < before) await rm(path, { recursive: true, force: true })
  }
}
