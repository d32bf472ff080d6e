// `npm run media:move`: moves photos from where MEDIA_MOVE_FROM says to MEDIA_S3_URL or MEDIA_FOLDER, while Kindred runs.
import { runBundled } from './run-bundled.mjs'

import './require-node.mjs'

await runBundled('moving/main', {
  folder: 'apps/media',
  usage: `Usage: npm run media:move

Moves photos from where MEDIA_MOVE_FROM says to MEDIA_S3_URL or, without one, to MEDIA_FOLDER, and compares each, while Kindred runs.
Run it again after it was cut off: it goes on.
`,
})
