// `npm run media:move`: moves photos from where MEDIA_MOVE_FROM says to MEDIA_S3_URL or MEDIA_FOLDER, while Kindred runs.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { loadEsbuild } from './load-esbuild.mjs'

import './require-node.mjs'

const { bundleAll, checkout } = await import('./bundle.mjs')
const folder = join(checkout, 'apps', 'media')
try {
  await bundleAll([{ folder, name: 'moving/main' }], loadEsbuild)
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
process.setSourceMapsEnabled(true)
await import(pathToFileURL(join(folder, 'dist', 'moving', 'main.js')).href)
