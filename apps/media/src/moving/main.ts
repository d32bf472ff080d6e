// `npm run media:move`: moves photos from MEDIA_MOVE_FROM to MEDIA_S3_URL or, without one, to MEDIA_FOLDER.
import { ConfigError, createLog, openEnv } from '@kindred/runtime'

import { readStores } from '../config.js'
import { type Moved, movePhotos } from './move-photos.js'
import { openStores } from './open-stores.js'

const log = createLog({ name: 'media:move', level: 'warn', pretty: true })
const tellEvery = 1_000

function tell({ photos, bytes }: Moved): void {
  process.stdout.write(`${photos} photos, ${(bytes / 1024 ** 2).toFixed(1)} MB moved and compared\n`)
}

try {
  const env = openEnv(process.env)
  const settings = readStores(env)
  if (settings.moveFrom === undefined)
    env.fault({ name: 'MEDIA_MOVE_FROM', problem: 'is not set', example: '/var/lib/kindred/media' })
  env.done()
  const { move, buckets } = await openStores(settings, log)
  if (move === undefined) throw new Error('There is nothing to move from.')
  tell(
    await movePhotos({
      ...move,
      onProgress: (moved) => {
        if (moved.photos % tellEvery === 0) tell(moved)
      },
    }),
  )
  for (const bucket of buckets) bucket.close()
} catch (error) {
  if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`)
  else log.error({ err: error }, 'stopped: what is moved is moved, run it again for the rest')
  process.exitCode = 1
}
