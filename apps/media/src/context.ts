import type { Platform } from '@kindred/service'

import type { BucketFiles } from './bucket/open-bucket-files.js'
import type { MediaLimits } from './config.js'
import type { Thresholds } from './domain/photo-state.js'
import type { Classifier } from './looks/classifier.js'
import type { WorkQueue } from './pictures/work-queue.js'
import type { FileStore } from './store/files.js'
import type { Incoming } from './store/incoming.js'
import type { Tables } from './store/schema.js'

/** What a handler, a consumer or a job may use. */
export interface MediaContext extends Pick<Platform<Tables>, 'db' | 'clock' | 'log' | 'metrics'> {
  readonly limits: MediaLimits
  readonly files: FileStore
  /** The bucket behind `files`, when there is one. */
  readonly bucket?: Pick<BucketFiles, 'isAway' | 'close'>
  readonly incoming: Incoming
  /** Where pictures are decoded and encoded. */
  readonly queue: WorkQueue
  /** Looks at pictures before others do. */
  readonly classifier: Classifier
  readonly thresholds: Thresholds
}
