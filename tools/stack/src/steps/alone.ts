import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { isAlive } from '@kindred/db/embedded'
import { pause } from '@kindred/kernel'

/** Runs `work` while no other process runs its own under the same lock folder; a lock whose process died is taken over. */
export async function alone<T>(lock: string, work: () => Promise<T>): Promise<T> {
  while (!tryLock(lock)) await pause(100)
  try {
    return await work()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

function tryLock(lock: string): boolean {
  try {
    mkdirSync(lock)
    writeFileSync(join(lock, 'pid'), String(process.pid))
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    const holder = holderOf(lock)
    if (holder !== undefined && !isAlive(holder)) rmSync(lock, { recursive: true, force: true })
    return false
  }
}

/** Undefined in the moment between the making of the folder and of the file in it. */
function holderOf(lock: string): number | undefined {
  try {
    return Number(readFileSync(join(lock, 'pid'), 'utf8')) || undefined
  } catch {
    return undefined
  }
}
