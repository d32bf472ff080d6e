// `npm run rpc -- profile.GetMyProfile '{}' --as alice`: calls an RPC of a running Kindred; alone it lists what there is.
import { loadEsbuild } from './load-esbuild.mjs'

import './require-node.mjs'

const { bundleAll, stack } = await import('./bundle.mjs')
try {
  await bundleAll([{ folder: stack, name: 'rpc' }], loadEsbuild)
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
process.setSourceMapsEnabled(true)
await import('../dist/rpc.js')
