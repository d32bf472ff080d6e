// What `npm ci` would trip over, or trust blindly, said before it does: `node .ci/lockcheck.mjs [lock file]`.
import { readFileSync } from 'node:fs'

const registry = 'https://registry.npmjs.org/'
const file = process.argv[2] ?? 'package-lock.json'
const { packages } = JSON.parse(readFileSync(file, 'utf8'))
const paths = Object.keys(packages)

/** A registry that lacks some platform's package leaves a lock that names it without an entry: `npm ci` refuses that. */
const missing = Object.entries(packages).flatMap(([path, entry]) =>
  Object.entries({ ...entry.dependencies, ...entry.optionalDependencies })
    .filter(([name]) => !paths.some((other) => other.endsWith(`node_modules/${name}`)))
    .map(([name, version]) => `no entry of ${name}@${version}, which ${path || '(root)'} needs`),
)

/** Workspaces are links into this repository; everything else is downloaded. */
const downloaded = Object.entries(packages).filter(
  ([path, { link }]) => path.includes('node_modules/') && !link,
)
const untrusted = downloaded.flatMap(([path, { version, integrity, resolved }]) => [
  ...(/^\d+\.\d+\.\d+/.test(version ?? '') ? [] : [`${path} has no version of the registry: ${version}`]),
  ...(/^sha512-[\w+/]{86}==$/.test(integrity ?? '') ? [] : [`${path} has no sha512 integrity`]),
  // Without an address npm asks the registry that it is set up with.
  ...(resolved === undefined || resolved.startsWith(registry) ? [] : [`${path} comes from ${resolved}`]),
])

/** npm nests a package below a workspace when another version has its place at the root; bundles find packages at the root only. */
const nested = paths.flatMap((path) => {
  const [, workspace, name] =
    /^((?:apps|libs|tools)\/[^/]+)\/node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path) ?? []
  const version = packages[workspace]?.dependencies?.[name]
  if (version === undefined) return []
  return [`${path} is out of reach of the bundles: add ${name} ${version} to the dependencies of the root`]
})

const faults = [...missing, ...untrusted, ...nested]
for (const fault of faults) console.error(`${file}: ${fault}`)
if (faults.length > 0) process.exit(1)
console.log(
  `lock: ${paths.length} entries, complete; ${downloaded.length} from the registry, each with its integrity`,
)
