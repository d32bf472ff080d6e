// `npm run restore -- <folder or bucket>`: brings a backup back.
import { loadEsbuild } from './load-esbuild.mjs'

import './require-node.mjs'

const { bundleAll, stack } = await import('./bundle.mjs')
try {
  await bundleAll([{ folder: stack, name: 'restore' }], loadEsbuild)
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
process.setSourceMapsEnabled(true)
await import('../dist/restore.js')
