// `npm run storage`: how large everything is that a Kindred keeps, and what its rules will remove.
import { loadEsbuild } from './load-esbuild.mjs'

import './require-node.mjs'

const { bundleAll, stack } = await import('./bundle.mjs')
try {
  await bundleAll([{ folder: stack, name: 'storage' }], loadEsbuild)
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
process.setSourceMapsEnabled(true)
await import('../dist/storage.js')
