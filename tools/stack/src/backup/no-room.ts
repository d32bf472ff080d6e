import { statfsSync } from 'node:fs'

import { StartFailure } from '../start-failure.js'

/** By Node, by PostgreSQL (SQLSTATE), and by our own rooms. */
const codes = new Set(['ENOSPC', 'EDQUOT', '53100', 'DATABASE_FULL', 'MEDIA_STORAGE_FULL'])
const saidByPostgres = /No space left on device|Check free disk space/
/** PostgreSQL makes its log in files of 16 MB, and ends when there is no room for the next: then all that is heard is a lost connection. */
const leastBytes = 32 * 1024 ** 2

/** Does work that fills the disk of a folder; a disk that is full gets the sentence. */
export async function withRoom<Result>(
  { folder, sentence }: { readonly folder: string; readonly sentence: string },
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof StartFailure || !(isOfRoom(error) || freeBytes(folder) < leastBytes)) throw error
    throw new StartFailure(sentence)
  }
}

function isOfRoom(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, cause, message } = error as Error & { readonly code?: unknown }
  return codes.has(String(code)) || saidByPostgres.test(message) || isOfRoom(cause)
}

function freeBytes(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    return Infinity
  }
}
