// `node tools/nx/bin/typecheck.mjs [apps/chat]`: checks the types of one package, or of all. It asks TypeScript's native compiler;
// `typescript` beside it is the one with the API that ESLint needs, and takes several times as long.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const checkout = fileURLToPath(new URL('../../..', import.meta.url))
const compiler = fileURLToPath(new URL('bin/tsc', import.meta.resolve('typescript-native/package.json')))
const [folder] = process.argv.slice(2)
const projects = folder === undefined ? projectsOfAll() : projectsOf(folder)
// Each is checked, so that one run tells every fault.
const codes = projects.map(
  (project) => spawnSync(process.execPath, [compiler, '--noEmit', '-p', project], inPlace()).status,
)
process.exitCode = codes.every((code) => code === 0) ? 0 : 1

function inPlace() {
  return { cwd: checkout, stdio: 'inherit' }
}

function projectsOfAll() {
  const packages = ['apps', 'libs', 'tools'].flatMap((layer) =>
    readdirSync(join(checkout, layer)).map((name) => join(layer, name)),
  )
  return ['tsconfig.json', ...packages.flatMap(ownProject)]
}

/** What the package says of itself, where it is not like the others; the rest as the checkout's own tsconfig.json would have it. */
function projectsOf(root) {
  const own = ownProject(root)
  const known = own.flatMap((project) => JSON.parse(readFileSync(join(checkout, project), 'utf8')).include)
  const rest = ['src', 'test', 'bench'].filter(
    (room) => !known.includes(room) && hasSources(join(checkout, root, room)),
  )
  return rest.length === 0 ? own : [...own, writeProject(root, rest)]
}

function ownProject(root) {
  const project = join(root, 'tsconfig.json')
  return existsSync(join(checkout, project)) ? [project] : []
}

function hasSources(room) {
  return existsSync(room) && readdirSync(room, { recursive: true }).some((file) => /\.tsx?$/.test(file))
}

/** A project of these rooms, kept where nobody looks. */
function writeProject(root, rooms) {
  const cache = join(checkout, 'node_modules', '.cache', 'types')
  mkdirSync(cache, { recursive: true })
  const project = join(cache, `${root.replaceAll(/[\\/]/g, '-')}.json`)
  const include = rooms.map((room) => join(checkout, root, room))
  writeFileSync(project, JSON.stringify({ extends: join(checkout, 'tsconfig.base.json'), include }))
  return project
}
