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

import { codeOf } from '../start-failure.js'
import { alone } from './alone.js'

/** An app of pages: the Mini App, or the console of its staff. */
type PageApp = 'web' | 'console'

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
const roomsOf = (app: PageApp): string[] => [`apps/${app}/src`, ...sharedRooms]
const filesOf = (app: PageApp): string[] => [
  ...['index.html', 'vite.config.ts', 'package.json'].map((file) => `apps/${app}/${file}`),
  'package-lock.json',
]
const stamp = '.inputs'

/** Where the build of the Mini App lies, or that of the console. */
export const webFolder = (checkout: string, app: PageApp = 'web'): string =>
  join(checkout, 'apps', app, 'dist')

/** Builds the Mini App and the console with vite, each in a process of its own, unless nothing has changed since the last time. */
export async function buildWeb(checkout: string): Promise<WebBuild> {
  const builds = [await buildPages(checkout, 'web'), await buildPages(checkout, 'console')]
  const ofOutcome = (outcome: WebBuild['outcome']): WebBuild | undefined =>
    builds.find((build) => build.outcome === outcome)
  return ofOutcome('failed') ?? ofOutcome('built') ?? { outcome: 'up to date' }
}

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
  const vite = findVite(checkout)
  if (vite === undefined)
    return { outcome: 'failed', reason: 'vite is not installed: run `npm ci` with the dev packages' }
  const lock = join(checkout, 'apps', app, 'node_modules', '.build-lock')
  mkdirSync(dirname(lock), { recursive: true })
  // Several starts of one checkout make one build.
  return alone(lock, async () =>
    isNew() ? { outcome: 'up to date' } : renew({ checkout, app, vite, inputs }),
  )
}

interface Renewal {
  readonly checkout: string
  readonly app: PageApp
  readonly vite: string
  readonly inputs: string
}

async function renew({ checkout, app, vite, inputs }: Renewal): Promise<WebBuild> {
  const folder = webFolder(checkout, app)
  // Beside the old build until it is whole: a Kindred that runs meanwhile serves either the old one or the new one.
  const fresh = join(checkout, 'apps', app, 'node_modules', `.build-${process.pid}`)
  const reason = await runVite(vite, join(checkout, 'apps', app), fresh)
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
  for (const file of filesOf(app)) if (existsSync(join(checkout, file))) note(file)
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

function findVite(checkout: string): string | undefined {
  try {
    const manifest = createRequire(join(checkout, 'package.json')).resolve('vite/package.json')
    return join(dirname(manifest), 'bin', 'vite.js')
  } catch {
    return undefined
  }
}

/** Undefined when it built, else the first line of what went wrong. */
function runVite(vite: string, web: string, outDir: string): Promise<string | undefined> {
  // Ends with us, however we end.
  const attached = ['--import', new URL('attached.js', import.meta.url).pathname]
  const isBundled = existsSync(attached[1] ?? '')
  const args = [
    ...(isBundled ? attached : []),
    vite,
    'build',
    web,
    '--outDir',
    outDir,
    '--emptyOutDir',
    '--logLevel',
    'error',
  ]
  const child = spawn(process.execPath, args, { cwd: web, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code) =>
      resolve(code === 0 ? undefined : (firstLine(said) ?? `vite ended with ${code}`)),
    )
  })
}

const firstLine = (text: string): string | undefined =>
  text
    .split('\n')
    .map((line) => line.trim())
    .find((line) => line !== '' && !line.startsWith('error during build'))
