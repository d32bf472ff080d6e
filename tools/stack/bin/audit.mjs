// `npm run audit -- verify`: whether the audit record is whole; `npm run audit -- protect`: puts it out of the service's own reach.
import { loadEsbuild } from './load-esbuild.mjs'

import './require-node.mjs'

const { bundleAll, stack } = await import('./bundle.mjs')
try {
  await bundleAll([{ folder: stack, name: 'audit' }], loadEsbuild)
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
process.setSourceMapsEnabled(true)
await import('../dist/audit.js')
