import { createHash } from 'node:crypto'
import { chownSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

import type { Account } from './account.js'

/** A short name for a path that no other path has. */
export const digest = (path: string): string => createHash('sha256').update(path).digest('hex').slice(0, 16)

/** Makes the folder of a cluster, for the account alone. */
export function makeFolder(folder: string, account: Account | undefined): void {
  mkdirSync(dirname(folder), { recursive: true, mode: 0o755 })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (account) chownSync(folder, account.uid, account.gid)
}
