import { transact } from '@kindred/db'
import { pause } from '@kindred/kernel'

import type { MediaContext } from '../context.js'
import { LookFailed } from '../looks/classifier.js'
import { markOfSample, sampleOfFile } from '../pictures/sample.js'
import { claimNotLookedAt, claimOutdated, postponeLook } from '../store/looks.js'
import type { PhotoRow } from '../store/schema.js'
import { giveUpLooking } from '../writing/give-up-looking.js'
import { judgePhoto, type LaterLook } from '../writing/judge-photo.js'

/** Photos that are taken at once, and for how long no other instance takes them. */
const [batch, claimMs] = [4, 120_000]
/** A picture at which so many looks failed is left to people. */
const maxFailedLooks = 5
const retryMs = 2_000

/** Looks at photos that nothing has looked at yet; when there are none at those that an older model saw, half of the time at most. */
export async function lookAtPhotos(context: MediaContext, signal: AbortSignal): Promise<void> {
  const { classifier } = context
  while (!signal.aborted && classifier.isThere()) {
    const fresh = await claimNotLookedAt(context.db, claimOf(context, batch))
    const photos = fresh.length > 0 ? fresh : await claimNextOutdated(context)
    if (photos.length === 0) return
    for (const photo of photos) {
      const began = performance.now()
      await lookAt(context, photo, signal)
      if (fresh.length === 0) await pause(performance.now() - began, signal)
    }
  }
}

const claimOf = ({ clock }: MediaContext, limit: number) => {
  const now = clock.now()
  return { now, until: new Date(now.getTime() + claimMs), limit }
}

function claimNextOutdated(context: MediaContext): Promise<PhotoRow[]> {
  const model = context.classifier.model()
  return model === undefined ? Promise.resolve([]) : claimOutdated(context.db, model, claimOf(context, 1))
}

async function lookAt(context: MediaContext, photo: PhotoRow, signal: AbortSignal): Promise<void> {
  const seen = await see(context, photo, signal).catch((error: unknown) =>
    signal.aborted ? stopped : error instanceof Error ? error : new Error(String(error)),
  )
  if (seen instanceof Error) await lookFailed(context, photo, seen)
  else await transact(context.db, (trx) => judgePhoto(context, trx, seen))
}

async function see(context: MediaContext, photo: PhotoRow, signal: AbortSignal): Promise<LaterLook> {
  const sample = sampleOfFile(await readCard(context, photo))
  const look = await context.classifier.look(sample, { isUrgent: false, signal })
  return { photo, look, mark: await markOfSample(sample) }
}

const stopped = new LookFailed('away', 'The service stops.')

/** Nobody there to look is no fault of the picture. */
async function lookFailed(context: MediaContext, photo: PhotoRow, error: Error): Promise<void> {
  const { db, clock, log, classifier } = context
  const isAway = error instanceof LookFailed && error.at === 'away'
  const failedLooks = photo.failed_looks + (isAway ? 0 : 1)
  if (!isAway) log.warn({ err: error, mediaId: photo.id }, 'a look at a photo failed')
  if (failedLooks >= maxFailedLooks) {
    await transact(db, (trx) => giveUpLooking(trx, photo, classifier.model()))
    return
  }
  const after = new Date(clock.now().getTime() + retryMs * failedLooks)
  await postponeLook(db, photo.id, { after, failedLooks })
}

async function readCard({ files }: MediaContext, { storage_key: key }: PhotoRow): Promise<Buffer> {
  const file = await files.open(key, 'card')
  if (file === undefined) throw new Error('the file of a photo is missing')
  const pieces: Buffer[] = []
  for await (const piece of file.read()) pieces.push(piece)
  return Buffer.concat(pieces)
}
