import { MediaServiceService } from '@kindred/contracts/media'
import { AppError } from '@kindred/kernel'
import { implement } from '@kindred/rpc'
import { createService, type Platform, type Service } from '@kindred/service'

import type { MediaConfig } from './config.js'
import type { MediaContext } from './context.js'
import { consumers } from './events/index.js'
import { jobs } from './jobs/index.js'
import type { Classifier } from './looks/classifier.js'
import { countLooks } from './looks/count-looks.js'
import { createEmbeddedClassifier } from './looks/embedded.js'
import { createOutsideClassifier } from './looks/outside.js'
import { migrations } from './migrations/index.js'
import { openStores, unwritable } from './moving/open-stores.js'
import { setUpSharp } from './pictures/sharp-setup.js'
import { createWorkQueue } from './pictures/work-queue.js'
import { handlers } from './rpc/index.js'
import { roomAt } from './store/disk.js'
import { type Incoming, openIncoming, takesFiles } from './store/incoming.js'
import { countNotLookedAt } from './store/looks.js'
import { personData } from './store/person-data.js'
import type { Tables } from './store/schema.js'
import { approvedSnapshot } from './writing/approved-snapshot.js'

export {
  type MediaConfig,
  type MediaLimits,
  readConfig,
  readStores,
  defaultLimits,
  defaultThresholds,
} from './config.js'
export { migrations } from './migrations/index.js'
export { type OpenStores, openStores } from './moving/open-stores.js'
export { readGroup } from './moving/read-group.js'
export { holdRemovals } from './store/removal-hold.js'

/** Keeps photos: their files and what is known of them. */
export function createMediaService(config: MediaConfig): Service {
  return createService<Tables, MediaContext>({
    name: 'media',
    config,
    migrations,
    context: (platform) => openContext(platform, config),
    implement: (context) => [implement(MediaServiceService, handlers, context)],
    consumers,
    sources: ['profile', 'safety'],
    snapshots: [approvedSnapshot],
    jobs,
    personData,
    ready: async ({ incoming }) => ({ storage: await takesFiles(incoming) }),
    status: ({ classifier, buckets }) => ({
      looks: classifier.isThere() ? 'ready' : 'away: photos wait',
      ...(buckets.length > 0 && { bucket: isAnyAway(buckets) ? 'away' : 'ready' }),
    }),
    async close({ classifier, buckets }) {
      await classifier.close()
      for (const bucket of buckets) bucket.close()
    },
  })
}

/** Pictures of one person that wait for their turn: an album of ten, and some more. */
const waitingEach = 12

async function openContext(platform: Platform<Tables>, config: MediaConfig): Promise<MediaContext> {
  setUpSharp()
  const { db, clock, log, metrics } = platform
  metrics.gauge('photos_not_looked_at', 'Photos that nothing has looked at yet', () => countNotLookedAt(db))
  return {
    db,
    clock,
    log,
    metrics,
    limits: config.limits,
    ...(await openFiles(config, platform)),
    queue: createWorkQueue({
      running: config.workers,
      waiting: config.workers * 32,
      waitingEach,
    }),
    classifier: countLooks(config.classifier ?? createClassifier(config, platform), metrics),
    thresholds: config.looks.thresholds,
  }
}

const createClassifier = ({ looks: { url } }: MediaConfig, { log }: Platform<Tables>): Classifier =>
  url === undefined ? createEmbeddedClassifier({ log }) : createOutsideClassifier(url, log)

/** Where photos are kept, and the folder through which they come in. */
async function openFiles(
  config: MediaConfig,
  { log, metrics }: Platform<Tables>,
): Promise<Pick<MediaContext, 'files' | 'incoming' | 'buckets'>> {
  const { folder } = config
  metrics.gauge(
    'photo_disk_bytes',
    'Size of the disk that photos arrive on',
    async () => (await roomAt(folder)).all,
  )
  metrics.gauge('photo_disk_free_bytes', 'What is free of it', async () => (await roomAt(folder)).free)
  const incoming = await openArrivals(folder)
  const { files, buckets } = await openStores(config, log)
  if (buckets.length > 0)
    metrics.gauge('photo_bucket_away', '1 while a bucket of photos does not answer', () =>
      Number(isAnyAway(buckets)),
    )
  return { files, incoming, buckets }
}

const isAnyAway = (buckets: MediaContext['buckets']): boolean => buckets.some((bucket) => bucket.isAway())

/** Finds out at the start, and not at the first upload, whether photos can come in. */
async function openArrivals(folder: string): Promise<Incoming> {
  try {
    const incoming = await openIncoming(folder)
    const trial = await incoming.receive()
    await trial.discard()
    return incoming
  } catch (error) {
    throw unwritable('MEDIA_FOLDER', codeOf(error))
  }
}

/** The disk's own code, also where it has become an error for a caller. */
const codeOf = (error: unknown): string | undefined =>
  ((error instanceof AppError ? error.cause : error) as NodeJS.ErrnoException).code
