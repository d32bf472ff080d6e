import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

import { storageAway } from '../domain/errors.js'
import { unlessMissing, unlessRefused } from './disk.js'
import { newKey } from './files.js'

/** A file that is being received. */
interface IncomingFile {
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
    receive: () => unlessRefused(receiveFile(incoming)),
    removeAbandoned: (before) => removeOlder(incoming, before),
  }
}

const trialBytes = 64 * 1024

/** Whether an upload would find room. */
export async function takesFiles(incoming: Incoming): Promise<boolean> {
  try {
    const trial = await incoming.receive()
    try {
      await trial.write(Buffer.alloc(trialBytes))
    } finally {
      await trial.discard()
    }
    return true
  } catch {
    return false
  }
}

async function receiveFile(incoming: string): Promise<IncomingFile> {
  const path = join(incoming, newKey())
  // A folder that has gone is a disk that has gone.
  const file = await unlessMissing(open(path, 'wx', 0o600))
  if (file === undefined) throw storageAway(new Error(`${incoming} is gone`))
  return {
    path,
    write: (chunk) => unlessRefused(file.writeFile(chunk)),
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
