// Workspace code is inlined, npm packages stay outside but for one, so that stack traces point into the sources. What has not changed is not bundled again.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const checkout = fileURLToPath(new URL('../../..', import.meta.url))

/** The folders of the apps that are processes of their own. */
export const apps = readdirSync(join(checkout, 'apps'))
  .map((app) => join(checkout, 'apps', app))
  .filter((folder) => existsSync(join(folder, 'src', 'main.ts')))

export const stack = join(checkout, 'tools', 'stack')

/** esbuild's options for `<folder>/src/<name>.ts` → `<folder>/dist/<name>.js`. */
export function bundleOptions(folder, name = 'main') {
  return {
    entryPoints: [join(folder, 'src', `${name}.ts`)],
    outfile: join(folder, 'dist', `${name}.js`),
    absWorkingDir: checkout,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    // The sources lie beside. A process keeps its map as long as it runs, and most of a map would be their text.
    sourcesContent: false,
    external: outsidePackages(),
    logLevel: 'error',
  }
}

/**
 * Brings `<folder>/dist/<name>.js` of each target up to date; answers how many had to be made anew. esbuild is loaded only
 * when something has changed: what a bundle was made of is kept beside it, with a hash of the contents.
 */
export async function bundleAll(targets, loadEsbuild) {
  const stale = targets.filter((target) => !isUpToDate(target))
  if (stale.length === 0) return 0
  const esbuild = await loadEsbuild()
  let left = stale
  // What is edited meanwhile is bundled once more; whoever never stops editing gets the bundle of a moment ago.
  for (let round = 0; left.length > 0 && round < maxRounds; round++) {
    await Promise.all(left.map((target) => bundle(esbuild, target)))
    left = left.filter((target) => !isUpToDate(target))
  }
  // Its service would stay, with hundreds of megabytes, as long as we run.
  await esbuild.stop()
  return stale.length
}

const maxRounds = 3

/** Bundles so that a Kindred that is starting meanwhile never reads half a file. */
async function bundle(esbuild, { folder, name = 'main' }) {
  const read = new Map()
  const plugins = [readsInto(read)]
  const options = { ...bundleOptions(folder, name), plugins, write: false, metafile: true }
  const { outputFiles, metafile } = await esbuild.build(options)
  const inputs = Object.keys(metafile.inputs).sort()
  const outputs = outputFiles.map(({ path }) => relative(checkout, path)).sort()
  for (const { path, contents: built } of outputFiles) {
    const contents = path.endsWith('.js') ? inLatin1(built) : built
    writeWhole(path, contents)
    read.set(path, contents)
  }
  const hash = contentHash([...inputs, ...outputs], (path) => read.get(path))
  writeWhole(stampFile(folder, name), JSON.stringify({ inputs, outputs, settings: settingsHash(), hash }))
}

/**
 * V8 keeps the text of a module, and gives each of its signs two bytes when a single one is beyond Latin-1: a bundle of 5 MB takes 10 then. esbuild escapes those
 * in strings; what it leaves stands in comments and in regular expressions, where the escape means the same.
 */
function inLatin1(built) {
  const text = Buffer.from(built).toString('utf8')
  const [raw] = /\braw`[^`]*[^\0-\xff`]/.exec(text) ?? []
  if (raw !== undefined)
    throw new Error(`write what String.raw takes without escapes, or as another string: ${raw}`)
  return Buffer.from(
    text.replaceAll(/[^\0-\xff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`),
  )
}

/** Keeps the contents that go into a bundle: by the time that it is made the file may hold others. */
const readsInto = (read) => ({
  name: 'keep-what-was-read',
  setup(build) {
    build.onLoad({ filter: /./, namespace: 'file' }, ({ path }) => {
      const contents = readFileSync(path)
      read.set(path, contents)
      return { contents, loader: 'default' }
    })
  },
})

const stampFile = (folder, name) => join(folder, 'dist', `.${name}.stamp.json`)

function isUpToDate({ folder, name = 'main' }) {
  try {
    const made = JSON.parse(readFileSync(stampFile(folder, name), 'utf8'))
    const paths = [...made.inputs, ...made.outputs]
    return made.settings === settingsHash() && made.hash === contentHash(paths, (path) => readFileSync(path))
  } catch {
    return false
  }
}

function contentHash(paths, contentsOf) {
  const hash = createHash('sha256')
  for (const path of paths) hash.update(`${path}\n`).update(contentsOf(resolve(checkout, path)))
  return hash.digest('hex')
}

let settings
/** What decides about a bundle beside its inputs: the options and the version of esbuild. */
function settingsHash() {
  const esbuild = readManifest(join(checkout, 'node_modules', 'esbuild')).version
  settings ??= createHash('sha256')
    .update(JSON.stringify([esbuild, outsidePackages()]))
    .update(readFileSync(fileURLToPath(import.meta.url)))
    .digest('hex')
  return settings
}

function writeWhole(path, contents) {
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(`${path}.${process.pid}`, contents)
    renameSync(`${path}.${process.pid}`, path)
  } catch (error) {
    throw new UnwritableCheckout(dirname(path), error)
  }
}

/** The bundles lie in the checkout, where their packages are found. */
export class UnwritableCheckout extends Error {
  constructor(folder, { code }) {
    const mend = 'make the checkout writable for this user, or run npm start once where it is'
    super(`Kindred is bundled into its checkout, but ${folder} cannot be written (${code}): ${mend}.`)
  }
}

/** Hundreds of small modules: as files of their own they take a process 12 MB more and a tenth of a second. */
const inlined = new Set(['kysely'])

function outsidePackages() {
  const manifests = ['apps', 'libs', 'tools'].flatMap((group) =>
    readdirSync(join(checkout, group)).map((name) => readManifest(join(checkout, group, name))),
  )
  const names = manifests.flatMap(({ dependencies, devDependencies }) =>
    Object.keys({ ...dependencies, ...devDependencies }),
  )
  const isOutside = (name) => !name.startsWith('@kindred/') && !inlined.has(name)
  return [...new Set(names)].filter(isOutside).sort()
}

function readManifest(folder) {
  const file = join(folder, 'package.json')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
}
