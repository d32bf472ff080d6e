// `npx nx g @kindred/tools:service <name>`: a service of its own and every line by which the house knows it.
import { execFileSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'

import { formatFiles, generateFiles, logger, readJson, updateJson } from '@nx/devkit'

const files = new URL('./files/', import.meta.url).pathname

/** Nx calls this with the tree of the checkout and the options of schema.json; nothing is written before it returns. */
export async function serviceGenerator(tree, { name }) {
  const taken = [
    `apps/${name}`,
    `libs/${name}`,
    `tools/${name}`,
    `proto/kindred/${name}`,
    `libs/contracts/src/${name}.ts`,
  ]
  const found = taken.find((path) => tree.exists(path))
  if (found !== undefined) throw new Error(`${name} is taken: there is ${found} already.`)
  const names = { name, Name: name[0].toUpperCase() + name.slice(1) }
  generateFiles(tree, join(files, 'app'), `apps/${name}`, names)
  generateFiles(tree, join(files, 'proto'), `proto/kindred/${name}/v1`, names)
  register(tree, names, nextPort(tree))
  await formatFiles(tree)
  return () => {
    // npm would take the whole tree of packages apart for the sake of one link.
    const npm = (...args) => execFileSync('npm', args, { cwd: tree.root, stdio: 'inherit' })
    npm('install', '--package-lock-only', '--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts')
    symlinkSync(join('..', '..', 'apps', name), join(tree.root, 'node_modules', '@kindred', name))
    npm('run', '-s', 'gen')
    // Where a name falls in the alphabet decides the order of imports.
    npm('exec', '--', 'nx', 'run', `@kindred/${name}:lint`, '--fix')
    logger.info(
      `\n${names.Name} is there. Its row in the tables of docs/architecture.md and README.md is yours to write.`,
    )
  }
}

const ports = 'libs/runtime/src/platform-settings.ts'

function nextPort(tree) {
  const [table] = /servicePorts = \{[^}]*\}/.exec(tree.read(ports, 'utf8')) ?? fail(ports)
  return Math.max(...[...table.matchAll(/: (\d+)/g)].map(([, port]) => Number(port))) + 1
}

/** Each place where the house lists its services; a place that reads otherwise than expected stops the generator. */
function register(tree, { name, Name }, port) {
  insert(tree, ports, /servicePorts = \{[^}]*?(?=,?\s*\} as const)/, `, ${name}: ${port}`)
  tree.write(`libs/contracts/src/${name}.ts`, `export * from './gen/index.kindred.${name}.v1.js'\n`)
  updateJson(tree, 'libs/contracts/package.json', (manifest) => {
    const { './events': events, ...rest } = manifest.exports
    return { ...manifest, exports: { ...rest, [`./${name}`]: `./src/${name}.ts`, './events': events } }
  })
  const definitions = 'apps/gateway/src/services.ts'
  insert(tree, definitions, /definitions = \{[^]*?(?=\} satisfies)/, `  ${name}: ${Name}ServiceService,\n`)
  importInto(tree, definitions, `import { ${Name}ServiceService } from '@kindred/contracts/${name}'`)
  const apps = 'tools/stack/src/apps.ts'
  const made = `service(settingsOf.${name}, create${Name}Service)`
  insert(tree, apps, /const factories: [^]*?(?= {2}gateway: \()/, `  ${name}: ${made},\n`)
  importInto(tree, apps, `import { create${Name}Service } from '@kindred/${name}'`)
  const settings = 'tools/stack/src/settings.ts'
  insert(
    tree,
    settings,
    /export const settingsOf = \{[^]*?(?= {2}gateway: )/,
    `  ${name}: read${Name}Config,\n`,
  )
  importInto(tree, settings, `import { readConfig as read${Name}Config } from '@kindred/${name}'`)
  const saved = 'tools/stack/src/backup/databases/migrations.ts'
  insert(tree, saved, /const own = \{[^}]*?(?=,?\s*\} satisfies)/, `, ${name}`)
  importInto(tree, saved, `import { migrations as ${name} } from '@kindred/${name}'`)
  const rules = 'tools/stack/src/storage/rules.ts'
  insert(tree, rules, /const ofServices: [^]*?(?=\n\})/, `\n\n  '${name} note': ofPerson(),`)
  const probes = 'tools/stack/test/probes.ts'
  const call = `({ client }) => client.${name}.getMyNote()`
  insert(tree, probes, /const probes: [^]*?(?=\n\})/, `\n  ${name}: ${call},`)
  const grpcurl = 'tools/stack/test/grpcurl.test.ts'
  const allowed = `{ method: 'SetMyNote', data: { text: 'hello' } }`
  const refused = `{ method: 'SetMyNote', data: { text: ' ' }, field: 'text', rule: 'REQUIRED' }`
  insert(
    tree,
    grpcurl,
    /const calls: [^]*?(?=\n\})/,
    `\n  ${name}: { allowed: ${allowed}, refused: ${refused} },`,
  )
  const tables = 'tools/stack/test/person-tables.ts'
  const table = `\n\n  '${name} note': exported('${name}/note.json'),`
  insert(tree, tables, /const ofServices: [^]*?(?=\n\})/, table)
  for (const manifest of ['tools/stack', 'apps/gateway']) depend(tree, `${manifest}/package.json`, name)
}

/** The stack runs the service; the gateway calls it, and is tested again when it changes. */
function depend(tree, path, name) {
  const own = `@kindred/${name}`
  const isGateway = readJson(tree, path).nx.implicitDependencies !== undefined
  updateJson(tree, path, (manifest) => {
    if (isGateway) manifest.nx.implicitDependencies.push(own)
    else manifest.dependencies[own] = '0.1.0'
    return manifest
  })
}

function insert(tree, path, before, text) {
  const source = tree.read(path, 'utf8')
  const found = before.exec(source) ?? fail(path)
  const at = found.index + found[0].length
  tree.write(path, source.slice(0, at) + text + source.slice(at))
}

/** Behind the other imports of its kind that stand before it in the alphabet. */
function importInto(tree, path, line) {
  const source = tree.read(path, 'utf8')
  const imports = [...source.matchAll(/^import [^]*? from '(@kindred\/[^']+)'\n/gm)]
  const [, own] = /from '([^']+)'/.exec(line)
  const before = imports.findLast(([, from]) => from < own)
  const first = imports[0] ?? fail(path)
  const at = before === undefined ? first.index : before.index + before[0].length
  tree.write(path, `${source.slice(0, at)}${line}\n${source.slice(at)}`)
}

function fail(path) {
  throw new Error(
    `${path} does not list the services where the generator looks for them: mend tools/nx/src/service.`,
  )
}
