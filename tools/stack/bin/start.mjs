// `npm start`: bundles and runs the whole system. `--processes`: each app a process of its own. `--watch`: again after each change.
import { loadEsbuild } from './load-esbuild.mjs'

import './require-node.mjs'

const { apps, bundle, stack } = await import('./bundle.mjs')
const esbuild = await loadEsbuild()
const folders = process.argv.includes('--processes') ? [...apps, stack] : [stack]

if (process.argv.includes('--watch')) {
  const { watch } = await import('./watch.mjs')
  await watch(esbuild, folders)
} else {
  const startedAt = performance.now()
  for (const name of ['attached', 'draw']) bundle(esbuild, stack, name)
  for (const folder of folders) bundle(esbuild, folder)
  // Its service would stay, with hundreds of megabytes, as long as we run.
  await esbuild.stop()
  process.env.KINDRED_BUNDLE_MS = String(Math.round(performance.now() - startedAt))
  process.setSourceMapsEnabled(true)
  await import('../dist/main.js')
}
