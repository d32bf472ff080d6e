import { MediaServiceService } from '@kindred/contracts/media'
import { AppError } from '@kindred/kernel'
import { implement } from '@kindred/rpc'
import { ConfigError } from '@kindred/runtime'
import { createService, type Platform, type Service } from '@kindred/service'

import { openBucketFiles } from './bucket/open-bucket-files.js'
import type { MediaConfig } from './config.js'
import type { MediaContext } from './context.js'
import { consumers } from './events/index.js'
import { jobs } from './jobs/index.js'
import type { Classifier } from './looks/classifier.js'
import { countLooks } from './looks/count-looks.js'
import { createEmbeddedClassifier } from './looks/embedded.js'
import { createOutsideClassifier } from './looks/outside.js'
import { migrations } from './migrations/index.js'
import { setUpSharp } from './pictures/sharp-setup.js'
import { createWorkQueue } from './pictures/work-queue.js'
import { handlers } from './rpc/index.js'
import { openIncoming, takesFiles } from './store/incoming.js'
import { openLocalFiles } from './store/local-files.js'
import { countNotLookedAt } from './store/looks.js'
import { personData } from './store/person-data.js'
import type { Tables } from './store/schema.js'
import { approvedSnapshot } from './writing/approved-snapshot.js'

export { type MediaConfig, type MediaLimits, readConfig, defaultLimits, defaultThresholds } from './config.js'

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
    status: ({ classifier, bucket }) => ({
      looks: classifier.isThere() ? 'ready' : 'away: photos wait',
      ...(bucket !== undefined && { bucket: bucket.isAway() ? 'away' : 'ready' }),
    }),
    async close({ classifier, bucket }) {
      await classifier.close()
      bucket?.close()
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

/** Photos in the bucket where one is set, else in the folder, through which uploads come in any case. */
async function openFiles(
  { folder, bucket: address }: MediaConfig,
  { log, metrics }: Platform<Tables>,
): Promise<Pick<MediaContext, 'files' | 'incoming' | 'bucket'>> {
  const local = await openFolder(folder)
  if (address === undefined) return local
  const bucket = await openBucketFiles(address, log)
  metrics.gauge('photo_bucket_away', '1 while the bucket of photos does not answer', () =>
    Number(bucket.isAway()),
  )
  return { ...local, files: bucket, bucket }
}

/** Finds out at the start, and not at the first upload, whether photos can be kept. */
async function openFolder(folder: string): Promise<Pick<MediaContext, 'files' | 'incoming'>> {
  try {
    const [files, incoming] = [await openLocalFiles(folder), await openIncoming(folder)]
    const trial = await incoming.receive()
    await trial.discard()
    return { files, incoming }
  } catch (error) {
    const problem = `names a folder that cannot be written to (${codeOf(error)})`
    throw new ConfigError([{ name: 'MEDIA_FOLDER', problem, example: '/var/lib/kindred/media' }])
  }
}

/** The disk's own code, also where it has become an error for a caller. */
const codeOf = (error: unknown): string | undefined =>
  ((error instanceof AppError ? error.cause : error) as NodeJS.ErrnoException).code
