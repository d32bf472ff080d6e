import type { Log } from '@kindred/kernel'
import { ConfigError } from '@kindred/runtime'

import { type BucketFiles, openBucketFiles } from '../bucket/open-bucket-files.js'
import type { StoreSettings } from '../config.js'
import type { FileStore } from '../store/files.js'
import { openLocalFiles } from '../store/local-files.js'
import { createMovingFiles } from './moving-files.js'

/** The stores of the settings. */
export interface OpenStores {
  /** Where photos are put and found. */
  readonly files: FileStore
  /** What there is to move. */
  readonly move: { readonly from: FileStore; readonly to: FileStore } | undefined
  readonly buckets: readonly BucketFiles[]
}

/** Photos in the bucket where one is set, else in the folder; those that are still to be moved are found where they were. */
export async function openStores({ folder, bucket, moveFrom }: StoreSettings, log: Log): Promise<OpenStores> {
  const buckets: BucketFiles[] = []
  const openBucket = async (name: string, address: NonNullable<typeof bucket>): Promise<FileStore> => {
    const opened = await openBucketFiles(address, log, name)
    buckets.push(opened)
    return opened
  }
  const to =
    bucket === undefined ? await openFolder('MEDIA_FOLDER', folder) : await openBucket('MEDIA_S3_URL', bucket)
  if (moveFrom === undefined) return { files: to, move: undefined, buckets }
  const from = await (typeof moveFrom === 'string'
    ? openFolder('MEDIA_MOVE_FROM', moveFrom)
    : openBucket('MEDIA_MOVE_FROM', moveFrom))
  return { files: createMovingFiles(from, to), move: { from, to }, buckets }
}

async function openFolder(name: string, folder: string): Promise<FileStore> {
  try {
    return await openLocalFiles(folder)
  } catch (error) {
    throw unwritable(name, (error as NodeJS.ErrnoException).code)
  }
}

/** The fault of a setting whose folder takes no files. */
export const unwritable = (name: string, code: string | undefined): ConfigError =>
  new ConfigError([
    {
      name,
      problem: `names a folder that cannot be written to (${code})`,
      example: '/var/lib/kindred/media',
    },
  ])
