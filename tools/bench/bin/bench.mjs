// `npm run bench -- <app> [flags]`: bundles apps/<app>/bench/main.ts, as `npm start` does with the system, and runs it with the flags.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

import { build, stop } from 'esbuild'

const apps = fileURLToPath(new URL('../../../apps', import.meta.url))
const entryOf = (app) => join(apps, app, 'bench', 'main.ts')
const benches = readdirSync(apps).filter((app) => existsSync(entryOf(app)))
const [name, ...flags] = process.argv.slice(2)
if (!benches.includes(name)) {
  process.stderr.write(`npm run bench -- <app> [flags], where <app> is one of: ${benches.join(', ')}\n`)
  process.exit(1)
}

const outsideOfTheWorkspace = {
  name: 'npm packages stay outside',
  setup: ({ onResolve }) =>
    void onResolve({ filter: /^[@\w]/ }, ({ kind, path }) =>
      kind === 'entry-point' || path.startsWith('@kindred/') ? undefined : { external: true },
    ),
}
const outfile = join(apps, name, 'dist', 'bench.js')
await build({
  entryPoints: [entryOf(name)],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  logLevel: 'error',
  plugins: [outsideOfTheWorkspace],
})
await stop()
process.argv.splice(2, process.argv.length, ...flags)
process.setSourceMapsEnabled(true)
await import(pathToFileURL(outfile).href)
