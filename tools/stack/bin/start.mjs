// `npm start`: bundles and runs the whole system. `--processes`: each app a process of its own. `--watch`: again after each change.
import { readFlags } from './flags.mjs'

import './require-node.mjs'

const flags = readFlags()
// The first sign of life comes before anything that takes time.
process.stdout.write('Kindred\n\n')

const { openDoor } = await import('./door.mjs')
const door = flags.watch ? undefined : openDoor(process.env)
const { apps, bundleAll, stack } = await import('./bundle.mjs')
const { loadEsbuild } = await import('./load-esbuild.mjs')
const folders = flags.processes ? [...apps, stack] : [stack]

if (flags.watch) {
  const { watch } = await import('./watch.mjs')
  await watch(await loadEsbuild(), folders)
} else {
  const startedAt = performance.now()
  const tools = ['attached', 'draw'].map((name) => ({ folder: stack, name }))
  const made = await orRefused(bundleAll([...tools, ...folders.map((folder) => ({ folder }))], loadEsbuild))
  const bundleMs = made === 0 ? 0 : performance.now() - startedAt
  process.setSourceMapsEnabled(true)
  const { main } = await import('../dist/main.js')
  await main({ door, bundleMs })
}

/** A checkout that cannot be written gets one sentence. */
async function orRefused(bundling) {
  try {
    return await bundling
  } catch (error) {
    door?.close()
    process.stderr.write(
      `${error.errors === undefined ? error.message : `Kindred does not bundle: ${error.message}`}\n`,
    )
    process.exit(1)
  }
}
