// `npm start`: bundles and runs the whole system. `--processes`: each app a process of its own. `--watch`: again after each change.
import { parseArgs } from 'node:util'

import { loadEsbuild } from './load-esbuild.mjs'

import './require-node.mjs'

const flags = readFlags()

const { apps, bundle, stack } = await import('./bundle.mjs')
const esbuild = await loadEsbuild()
const folders = flags.processes ? [...apps, stack] : [stack]

if (flags.watch) {
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

/** A flag that is none gets one sentence. */
function readFlags() {
  try {
    return parseArgs({ options: { processes: { type: 'boolean' }, watch: { type: 'boolean' } } }).values
  } catch (error) {
    process.stderr.write(`${error.message}. Flags: npm start -- --processes, and npm run dev watches.\n`)
    process.exit(1)
  }
}
