import { readCertsOptions, usage } from './certs/options.js'
import { runCerts } from './certs/run.js'
import { failurePrinted } from './report.js'

try {
  const options = readCertsOptions(process.argv.slice(2))
  process.stdout.write(`${options === undefined ? usage : runCerts(options)}\n`)
} catch (error) {
  process.exitCode = failurePrinted(error)
}
