// `npm ci` refuses a lock that names a dependency without an entry, which happens when a registry lacks some platform's package. Say which, before it does.
import { readFileSync } from 'node:fs'

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const paths = Object.keys(packages)
const missing = Object.entries(packages).flatMap(([path, entry]) =>
  Object.entries({ ...entry.dependencies, ...entry.optionalDependencies })
    .filter(([name]) => !paths.some((other) => other.endsWith(`node_modules/${name}`)))
    .map(([name, version]) => `${path || '(root)'} needs ${name}@${version}`),
)
for (const line of missing) console.error(`package-lock.json has no entry: ${line}`)
if (missing.length > 0) process.exit(1)
console.log(`lock: ${paths.length} entries, complete`)
