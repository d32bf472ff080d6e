import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

import { openBook } from '@kindred/guide/book'

import { codeOf } from '../start-failure.js'
import { alone } from './alone.js'

/** What is built into pages: the Mini App, the console of its staff, the guide. */
type PageApp = 'web' | 'console' | 'guide'

/** What became of the builds. */
export interface WebBuild {
  readonly outcome: 'built' | 'up to date' | 'failed'
  /** Why there is no newer one. */
  readonly reason?: string
}

const sharedRooms = [
  'apps/web/public',
  'libs/client/src',
  'libs/kernel/src',
  'libs/miniapp/src',
  'libs/locales',
]
const roomsOf = (app: PageApp): string[] =>
  app === 'guide'
    ? [
        'docs',
        'tools/guide/src',
        'tools/guide/browser',
        'apps/gateway/src',
        'libs/contracts/src',
        'libs/rpc/src',
      ]
    : [`apps/${app}/src`, ...sharedRooms]
const filesOf = (checkout: string, app: PageApp): string[] => [
  ...(app === 'guide'
    ? openBook(checkout).flatMap(({ pages }) => pages.map(({ file }) => file))
    : ['index.html', 'vite.config.ts', 'package.json'].map((file) => `apps/${app}/${file}`)),
  'package-lock.json',
]
const stamp = '.inputs'

/** The package that a build is made of. */
const packageOf = (checkout: string, app: PageApp): string =>
  join(checkout, app === 'guide' ? 'tools' : 'apps', app)

/** Where the build of the Mini App lies, or that of the console or of the guide. */
export const webFolder = (checkout: string, app: PageApp = 'web'): string =>
  join(packageOf(checkout, app), 'dist', ...(app === 'guide' ? ['site'] : []))

/** Builds the Mini App and the console with vite, each in a process of its own, unless nothing has changed since the last time. */
export async function buildWeb(checkout: string): Promise<WebBuild> {
  const builds = [await buildPages(checkout, 'web'), await buildPages(checkout, 'console')]
  const ofOutcome = (outcome: WebBuild['outcome']): WebBuild | undefined =>
    builds.find((build) => build.outcome === outcome)
  return ofOutcome('failed') ?? ofOutcome('built') ?? { outcome: 'up to date' }
}

/** Writes the guide, in a process of its own, unless nothing has changed since the last time. */
export const buildGuide = (checkout: string): Promise<WebBuild> => buildPages(checkout, 'guide')

async function buildPages(checkout: string, app: PageApp): Promise<WebBuild> {
  try {
    return await bringUpToDate(checkout, app)
  } catch (error) {
    return { outcome: 'failed', reason: `${checkout} cannot be written (${codeOf(error) ?? String(error)})` }
  }
}

async function bringUpToDate(checkout: string, app: PageApp): Promise<WebBuild> {
  const inputs = fingerprint(checkout, app)
  const isNew = (): boolean => readStamp(webFolder(checkout, app)) === inputs
  if (isNew()) return { outcome: 'up to date' }
  const builder = findBuilder(checkout, app)
  if (builder === undefined)
    return { outcome: 'failed', reason: 'vite is not installed: run `npm ci` with the dev packages' }
  const lock = join(packageOf(checkout, app), 'node_modules', '.build-lock')
  mkdirSync(dirname(lock), { recursive: true })
  // Several starts of one checkout make one build.
  return alone(lock, async () =>
    isNew() ? { outcome: 'up to date' } : renew({ checkout, app, builder, inputs }),
  )
}

interface Renewal {
  readonly checkout: string
  readonly app: PageApp
  readonly builder: Builder
  readonly inputs: string
}

async function renew({ checkout, app, builder, inputs }: Renewal): Promise<WebBuild> {
  const folder = webFolder(checkout, app)
  // Beside the old build until it is whole: a Kindred that runs meanwhile serves either the old one or the new one.
  const fresh = join(packageOf(checkout, app), 'node_modules', `.build-${process.pid}`)
  const reason = await run(builder(fresh), packageOf(checkout, app))
  if (reason === undefined) {
    writeFileSync(join(fresh, stamp), inputs)
    rmSync(folder, { recursive: true, force: true })
    renameSync(fresh, folder)
    return { outcome: 'built' }
  }
  rmSync(fresh, { recursive: true, force: true })
  return { outcome: 'failed', reason }
}

/** Changes with each file of which the build is made. */
function fingerprint(checkout: string, app: PageApp): string {
  const hash = createHash('sha256')
  const note = (path: string): void => {
    const { mtimeMs, size } = statSync(join(checkout, path))
    hash.update(`${path} ${mtimeMs} ${size}\n`)
  }
  for (const file of filesOf(checkout, app)) if (existsSync(join(checkout, file))) note(file)
  for (const room of roomsOf(app)) {
    if (!existsSync(join(checkout, room))) continue
    const entries = readdirSync(join(checkout, room), { recursive: true, withFileTypes: true })
    const paths = entries.flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : []))
    for (const path of paths.sort()) note(path.slice(checkout.length))
  }
  return hash.digest('hex')
}

function readStamp(folder: string): string | undefined {
  const file = join(folder, stamp)
  return existsSync(file) && existsSync(join(folder, 'index.html')) ? readFileSync(file, 'utf8') : undefined
}

/** The script, and its arguments, that writes a build to a folder. */
type Builder = (folder: string) => readonly string[]

function findBuilder(checkout: string, app: PageApp): Builder | undefined {
  const own = packageOf(checkout, app)
  if (app === 'guide') return (folder) => [join(checkout, 'tools', 'stack', 'bin', 'guide.mjs'), folder]
  try {
    const manifest = createRequire(join(checkout, 'package.json')).resolve('vite/package.json')
    const vite = join(dirname(manifest), 'bin', 'vite.js')
    return (folder) => [vite, 'build', own, '--outDir', folder, '--emptyOutDir', '--logLevel', 'error']
  } catch {
    return undefined
  }
}

/** Undefined when it built, else the first line of what went wrong. */
function run(script: readonly string[], cwd: string): Promise<string | undefined> {
  // Ends with us, however we end.
  const attached = ['--import', new URL('attached.js', import.meta.url).pathname]
  const isBundled = existsSync(attached[1] ?? '')
  const args = [...(isBundled ? attached : []), ...script]
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code) =>
      resolve(code === 0 ? undefined : (firstLine(said) ?? `the build ended with ${code}`)),
    )
  })
}

/** What went wrong, in a line: Node writes the place in its own code before the error of a crash. */
function firstLine(text: string): string | undefined {
  const lines = text.split('\n').map((line) => line.trim())
  const told = lines.filter((line) => line !== '' && !line.startsWith('error during build'))
  return told.find((line) => /^[A-Z]\w*Error\b/.test(line)) ?? told[0]
}
