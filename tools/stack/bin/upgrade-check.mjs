// `npm run upgrade-check`: which migrations a start of this version would run on the databases, and what each means for old instances and the disk.
import { loadEsbuild } from './load-esbuild.mjs'

import './require-node.mjs'

const { bundleAll, stack } = await import('./bundle.mjs')
try {
  await bundleAll([{ folder: stack, name: 'upgrade-check' }], loadEsbuild)
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
process.setSourceMapsEnabled(true)
await import('../dist/upgrade-check.js')
