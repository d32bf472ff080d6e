import { availableParallelism } from 'node:os'

import { type EnvReader, openEnv } from '@kindred/runtime'
import { readServiceConfig, type ServiceConfig } from '@kindred/service'

import { type BucketAddress, readBucketAddress } from './bucket/address.js'
import type { Thresholds } from './domain/photo-state.js'
import type { Classifier } from './looks/classifier.js'

/** What a person may upload. */
export interface MediaLimits {
  readonly maxBytes: number
  readonly maxPixels: number
  /** Photos of one person. */
  readonly quota: number
}

/** Who looks at photos, and what follows from what was seen. */
interface LookSettings {
  /** Where an outside classifier answers; undefined for the one that comes with Kindred. */
  readonly url: URL | undefined
  readonly thresholds: Thresholds
}

export interface MediaConfig extends ServiceConfig {
  /** Where uploads arrive and, without a bucket, photos are kept; all instances of the service share it then. */
  readonly folder: string
  /** Where photos are kept instead of the folder. */
  readonly bucket?: BucketAddress | undefined
  readonly limits: MediaLimits
  readonly looks: LookSettings
  /** Instead of the one that the settings name; for tests. */
  readonly classifier?: Classifier
  /** Pictures that are worked on at once, each on one core; one more while all of them are one person's. */
  readonly workers: number
}

/** The limits of the contract. */
export const defaultLimits: MediaLimits = { maxBytes: 10 * 1024 * 1024, maxPixels: 40_000_000, quota: 30 }

/** All cores but one, which is left to everything else. */
const defaultWorkers = Math.max(1, availableParallelism() - 1)

/** Reads MEDIA_FOLDER, MEDIA_S3_URL, MEDIA_MAX_BYTES, MEDIA_MAX_PIXELS, MEDIA_QUOTA, MEDIA_WORKERS, NSFW_URL, NSFW_UNSURE, NSFW_THRESHOLD and what every service reads. */
export function readConfig(variables: NodeJS.ProcessEnv): MediaConfig {
  const env = openEnv(variables)
  const { maxBytes, maxPixels, quota } = defaultLimits
  const config = {
    ...readServiceConfig(env, 'media'),
    folder: env.text('MEDIA_FOLDER', { example: '/var/lib/kindred/media', default: 'data/media' }),
    bucket: readBucketAddress(env, 'MEDIA_S3_URL'),
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
    looks: readLooks(env),
    workers: env.number('MEDIA_WORKERS', { example: '2', default: defaultWorkers, min: 1, max: 64 }),
  }
  env.done()
  return config
}

/** What photos are shown without a person's look, and what is rejected without one. */
export const defaultThresholds: Thresholds = { unsure: 0.3, explicit: 0.7 }

function readLooks(env: EnvReader): LookSettings {
  const { unsure, explicit } = defaultThresholds
  const thresholds = {
    unsure: readScore(env, 'NSFW_UNSURE', unsure),
    explicit: readScore(env, 'NSFW_THRESHOLD', explicit),
  }
  if (thresholds.unsure > thresholds.explicit)
    env.fault({ name: 'NSFW_UNSURE', problem: 'is above NSFW_THRESHOLD', example: `${unsure}` })
  const address = env.url('NSFW_URL', { example: 'https://classifier.example/look', default: '' })
  return { url: address === '' ? undefined : new URL(address), thresholds }
}

function readScore(env: EnvReader, name: string, fallback: number): number {
  const text = env.text(name, {
    example: `${fallback}`,
    default: `${fallback}`,
    pattern: /^(0?\.\d{1,4}|0|1)(\.0+)?$/,
  })
  return Number(text)
}
