import { fileURLToPath } from 'node:url'

import { checkDatabase } from './preflight/database.js'
import { preflight } from './preflight/index.js'
import { readStartConfig } from './read-config.js'
import { failurePrinted } from './report.js'

const checkout = fileURLToPath(new URL('../../..', import.meta.url))

try {
  const config = readStartConfig(process.env, process.argv.slice(2), checkout)
  const findings = [...(await preflight(config)), await checkDatabase(config)]
  for (const found of findings) {
    process.stdout.write(
      found.ok
        ? `  ✓ ${found.name.padEnd(12)} ${found.detail}\n`
        : `  ✗ ${found.name.padEnd(12)} ${found.advice}\n`,
    )
  }
  process.exitCode = findings.every((found) => found.ok) ? 0 : 1
} catch (error) {
  process.exitCode = failurePrinted(error)
}
