// `npm run pack:client -- [folder]`: makes the package of the client that projects outside of this repository install,
// kindred-client-<version>.tgz, in the folder or here. It has no dependencies: what the client uses of other rooms is bundled into it.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

import { build, stop } from 'esbuild'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const home = join(root, 'libs', 'client')
const target = resolve(process.argv[2] ?? '.')
const folder = mkdtempSync(join(tmpdir(), 'kindred-client-'))
try {
  await writeCode()
  writeTypes()
  writeManifest()
  for (const file of ['README.md', 'CHANGELOG.md']) cpSync(join(home, file), join(folder, file))
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'))
  const options = ['--pack-destination', target, '--json', '--ignore-scripts']
  const [packed] = JSON.parse(execFileSync('npm', ['pack', ...options], { cwd: folder, encoding: 'utf8' }))
  process.stdout.write(`${join(target, packed.filename)}\n`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function writeCode() {
  await build({
    entryPoints: [join(home, 'src', 'index.ts')],
    outfile: join(folder, 'dist', 'index.js'),
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    // Node 20 and the browsers of its time.
    target: 'es2022',
    logLevel: 'error',
  })
  await stop()
}

/** Declarations as the compiler writes them, a file each; what they name of other rooms would be missing outside. */
function writeTypes() {
  const types = join(folder, 'dist', 'types')
  const flags = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--outDir', types]
  const project = join(folder, 'tsconfig.json')
  const settings = { extends: join(root, 'tsconfig.base.json'), files: [join(home, 'src', 'index.ts')] }
  const roots = { rootDir: root, typeRoots: [join(root, 'node_modules', '@types')] }
  writeFileSync(project, JSON.stringify({ ...settings, compilerOptions: roots }))
  execFileSync('npx', ['tsc', '-p', project, ...flags], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  rmSync(project)
  cpSync(join(types, 'libs', 'client', 'src'), join(folder, 'dist'), { recursive: true })
  rmSync(types, { recursive: true })
  const foreign = readdirSync(join(folder, 'dist'), { recursive: true })
    .filter((file) => file.endsWith('.d.ts'))
    .filter(
      (file) => readFileSync(join(folder, 'dist', file), 'utf8').search(/(from |import\()'@kindred\//) >= 0,
    )
  if (foreign.length > 0) throw new Error(`The declarations name other rooms: ${foreign.join(', ')}`)
}

function writeManifest() {
  const { name, version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  const { license, engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const manifest = {
    name,
    version,
    description:
      'A typed client of the Kindred API: REST calls, sign-in that renews itself, live chat that resumes',
    license,
    type: 'module',
    sideEffects: false,
    engines,
    exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
    files: ['dist', 'CHANGELOG.md'],
  }
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
}
