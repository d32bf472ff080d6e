import { availableParallelism } from 'node:os'

import { openEnv } from '@kindred/runtime'
import { readServiceConfig, type ServiceConfig } from '@kindred/service'

/** What a person may upload. */
export interface MediaLimits {
  readonly maxBytes: number
  readonly maxPixels: number
  /** Photos of one person. */
  readonly quota: number
}

export interface MediaConfig extends ServiceConfig {
  /** Where photos are kept; all instances of the service share it. */
  readonly folder: string
  readonly limits: MediaLimits
  /** Pictures that are worked on at once, each on one core; one more while all of them are one person's. */
  readonly workers: number
}

/** The limits of the contract. */
export const defaultLimits: MediaLimits = { maxBytes: 10 * 1024 * 1024, maxPixels: 40_000_000, quota: 30 }

/** All cores but one, which is left to everything else. */
const defaultWorkers = Math.max(1, availableParallelism() - 1)

/** Reads MEDIA_FOLDER, MEDIA_MAX_BYTES, MEDIA_MAX_PIXELS, MEDIA_QUOTA, MEDIA_WORKERS and what every service reads. */
export function readConfig(variables: NodeJS.ProcessEnv): MediaConfig {
  const env = openEnv(variables)
  const { maxBytes, maxPixels, quota } = defaultLimits
  const config = {
    ...readServiceConfig(env, 'media'),
    folder: env.text('MEDIA_FOLDER', { example: '/var/lib/kindred/media', default: 'data/media' }),
    limits: {
      maxBytes: env.number('MEDIA_MAX_BYTES', {
        example: `${maxBytes}`,
        default: maxBytes,
        min: 1024,
        max: maxBytes,
      }),
      maxPixels: env.number('MEDIA_MAX_PIXELS', {
        example: `${maxPixels}`,
        default: maxPixels,
        min: 40_000,
        max: maxPixels,
      }),
      quota: env.number('MEDIA_QUOTA', { example: `${quota}`, default: quota, min: 1, max: 1000 }),
    },
    workers: env.number('MEDIA_WORKERS', { example: '2', default: defaultWorkers, min: 1, max: 64 }),
  }
  env.done()
  return config
}
