// Workspace code is inlined, npm packages stay outside: about 0.2 s for everything, and stack traces point into the sources.
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const checkout = fileURLToPath(new URL('../../..', import.meta.url))

/** The folders of the apps that are processes of their own. */
export const apps = ['auth', 'profile', 'discovery', 'media', 'chat', 'gateway', 'bot'].map((app) =>
  join(checkout, 'apps', app),
)

export const stack = join(checkout, 'tools', 'stack')

/** esbuild's options for `<folder>/src/<name>.ts` → `<folder>/dist/<name>.js`. */
export function bundleOptions(folder, name = 'main') {
  return {
    entryPoints: [join(folder, 'src', `${name}.ts`)],
    outfile: join(folder, 'dist', `${name}.js`),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    external: outsidePackages(),
    logLevel: 'error',
  }
}

/** Bundles so that a Kindred that is starting meanwhile never reads half a file. */
export function bundle(esbuild, folder, name) {
  const { outputFiles } = esbuild.buildSync({ ...bundleOptions(folder, name), write: false })
  for (const { path, contents } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(`${path}.${process.pid}`, contents)
    renameSync(`${path}.${process.pid}`, path)
  }
}

function outsidePackages() {
  const manifests = ['apps', 'libs', 'tools'].flatMap((group) =>
    readdirSync(join(checkout, group)).map((name) => readManifest(join(checkout, group, name))),
  )
  const names = manifests.flatMap(({ dependencies, devDependencies }) =>
    Object.keys({ ...dependencies, ...devDependencies }),
  )
  return [...new Set(names)].filter((name) => !name.startsWith('@kindred/'))
}

function readManifest(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  } catch {
    return {}
  }
}
