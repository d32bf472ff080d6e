// `npm run bench -- <name> [flags]`: bundles what an app measures of itself, apps/<app>/bench/main.ts or, as <app>-<part>,
// apps/<app>/bench/<part>/main.ts, or what concerns the whole, tools/bench/<name>/main.ts, as `npm start` does with the system, and runs
// it with the flags.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

import { build, stop } from 'esbuild'

const apps = fileURLToPath(new URL('../../../apps', import.meta.url))
const own = fileURLToPath(new URL('..', import.meta.url))
const benches = new Map(
  [
    ...readdirSync(apps).flatMap((app) => [
      [app, join(apps, app, 'bench', 'main.ts'), join(apps, app, 'dist', 'bench.js')],
      ...partsOf(app).map((part) => [
        `${app}-${part}`,
        join(apps, app, 'bench', part, 'main.ts'),
        join(apps, app, 'dist', `bench-${part}.js`),
      ]),
    ]),
    ...readdirSync(own).map((name) => [name, join(own, name, 'main.ts'), join(own, 'dist', `${name}.js`)]),
  ]
    .filter(([, entry]) => existsSync(entry))
    .map(([name, entry, outfile]) => [name, { entry, outfile }]),
)
const [name, ...flags] = process.argv.slice(2)
const bench = benches.get(name)
if (bench === undefined) {
  process.stderr.write(
    `npm run bench -- <name> [flags], where <name> is one of: ${[...benches.keys()].join(', ')}\n`,
  )
  process.exit(1)
}

/** The folders of an app's benchmark, some of which run by themselves. */
function partsOf(app) {
  const folder = join(apps, app, 'bench')
  if (!existsSync(folder)) return []
  const entries = readdirSync(folder, { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
}

const outsideOfTheWorkspace = {
  name: 'npm packages stay outside',
  setup: ({ onResolve }) =>
    void onResolve({ filter: /^[@\w]/ }, ({ kind, path }) =>
      kind === 'entry-point' || path.startsWith('@kindred/') ? undefined : { external: true },
    ),
}
const { entry, outfile } = bench
await build({
  entryPoints: [entry],
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
await import(pathToFileURL(outfile).href)
