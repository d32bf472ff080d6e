// `npm start`: bundles and runs the whole system. `--processes`: each app a process of its own. `--watch`: again after each change.
import { readFlags } from './flags.mjs'

import './require-node.mjs'

const flags = readFlags()
// The first sign of life comes before anything that takes time; before Node itself, where npm runs the script.
process.stdout.write(process.env.npm_lifecycle_event === 'start' ? '\n' : 'Kindred\n\n')

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
  const { main } = await orOutdated(import('../dist/main.js'))
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

/** After an update of the checkout its packages may not be there yet. */
async function orOutdated(importing) {
  try {
    return await importing
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error
    door?.close()
    process.stderr.write(
      `The packages of Kindred are not those of its lock file: run \`npm ci\` in the checkout first.\n`,
    )
    process.exit(1)
  }
}
