import { storageAway, storageFull } from '../domain/errors.js'

/** Undefined instead of an error when a file or folder is not there. */
export async function unlessMissing<Result>(work: Promise<Result>): Promise<Result | undefined> {
  try {
    return await work
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

const full = new Set(['ENOSPC', 'EDQUOT'])
const away = new Set([
  'EROFS',
  'EIO',
  'EACCES',
  'EPERM',
  'ESTALE',
  'ENODEV',
  'ENOTCONN',
  'EMFILE',
  'ENFILE',
  'ETIMEDOUT',
])

/** A disk that is full or does not take files right now is unavailable, not a fault of ours. */
export async function unlessRefused<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (full.has(code)) throw storageFull(error)
    throw away.has(code) ? storageAway(error) : error
  }
}
