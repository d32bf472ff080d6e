// What the commands of the checkout have in common: bundle `<folder>/src/<name>.ts`, then run it here.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { loadEsbuild } from './load-esbuild.mjs'

/** Runs a command of tools/stack, or of the folder below the checkout. `usage` answers `--help` where the command itself knows none. */
export async function runBundled(name, { folder = 'tools/stack', usage } = {}) {
  if (usage !== undefined && process.argv.slice(2).some((one) => ['--help', '-h'].includes(one))) {
    process.stdout.write(usage)
    return
  }
  const { bundleAll, checkout } = await import('./bundle.mjs')
  const home = join(checkout, folder)
  try {
    await bundleAll([{ folder: home, name }], loadEsbuild)
  } catch (error) {
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  }
  await import(pathToFileURL(join(home, 'dist', `${name}.js`)).href)
}
