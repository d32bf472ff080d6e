import { statfs } from 'node:fs/promises'

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

/** What there is room for on the disk of a folder, in bytes: all of it, and what is free for us. NaN while the disk does not say. */
export async function roomAt(folder: string): Promise<{ readonly all: number; readonly free: number }> {
  const stats = await statfs(folder).catch(() => undefined)
  if (stats === undefined) return { all: NaN, free: NaN }
  return { all: stats.blocks * stats.bsize, free: stats.bavail * stats.bsize }
}
